package io.github.passage.hop;

import io.github.passage.address.Cidr;
import java.net.InetAddress;
import java.util.List;

/**
 * Who may reach a hop.
 *
 * @param sources networks that are admitted; empty for everybody
 * @param others what becomes of the rest
 */
public record Admission(List<Cidr> sources, Refusal others) {
    /** Everybody. */
    public static final Admission EVERYBODY = new Admission(List.of(), Refusal.REJECT);

    /** Copies the list. */
    public Admission {
        sources = List.copyOf(sources);
    }

    boolean admits(InetAddress source) {
        return sources.isEmpty() || sources.stream().anyMatch(network -> network.contains(source));
    }

    /** What becomes of a connection whose source may not reach the hop. */
    public enum Refusal {
        /** No answer at all, as in a network without a route: the connect times out. Needs Linux and IPv4. */
        DROP,
        /** Accepted and reset at once: the kernel accepts before the source is known. */
        REJECT
    }
}
