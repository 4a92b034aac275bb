package io.github.passage.hop;

import io.github.passage.address.AccessList;
import io.github.passage.address.Cidr;
import io.github.passage.transport.ConnectionKind;
import java.net.InetAddress;
import java.util.List;

/**
 * Who may reach a hop.
 *
 * @param sources the addresses that are admitted
 * @param others what becomes of the rest
 */
public record Admission(AccessList sources, Refusal others) {
    /** Everybody. */
    public static final Admission EVERYBODY = new Admission(List.of(), Refusal.REJECT);

    /** Only some networks, or everybody if there are none. */
    public Admission(List<Cidr> networks, Refusal others) {
        this(new AccessList(networks, List.of()), others);
    }

    boolean admits(InetAddress source) {
        return sources.admits(source);
    }

    /** Whether some that are not admitted are accepted nevertheless, since whoever takes the connection answers them. */
    boolean leavesTo(ConnectionKind kind) {
        return others == Refusal.REPLY && kind == ConnectionKind.CONTROL;
    }

    /** Whether the kernel drops connections that it does not admit. */
    public boolean dropsSome() {
        return others == Refusal.DROP && !sources.isOpen();
    }

    /** What becomes of a connection whose source may not reach the hop. */
    public enum Refusal {
        /** No answer at all, as in a network without a route: the connect times out. Needs Linux and IPv4. */
        DROP,
        /** Accepted and reset at once: the kernel accepts before the source is known. */
        REJECT,
        /** The same on data ports; to a hop in FTP mode, accepted, told why in a reply, and closed on control ports. */
        REPLY
    }
}
