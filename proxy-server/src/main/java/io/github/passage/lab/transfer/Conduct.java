package io.github.passage.lab.transfer;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What AWS does not say of Transfer Family, or says without detail.
 *
 * @param auto which endpoint address AUTO announces
 * @param dataPorts whether a data port serves one session at a time
 * @param affinity what a data connection must share with its control connection
 * @param connectionsPerSource control connections of one source address at most, 0 for no limit; one more is closed at once, since what
 *     AWS answers is not known
 * @param takesClosed whether a transfer takes a connection that its peer has closed before, such as a health check's
 * @param hiddenControls empty if the server stands at its endpoint addresses itself; else where it hides, in the order of its endpoint
 *     addresses: hops in front lead there from the source addresses of their clients, and ask it where each data connection goes
 */
public record Conduct(
        Auto auto,
        PortUse dataPorts,
        Affinity affinity,
        int connectionsPerSource,
        boolean takesClosed,
        List<InetSocketAddress> hiddenControls) {
    /** A server that stands at its endpoint itself, with one data plane. */
    public static final Conduct PLAIN = new Conduct(Auto.REACHED, PortUse.EXCLUSIVE, Affinity.NONE, 0, true, List.of());

    /** Copies the list. */
    public Conduct {
        hiddenControls = List.copyOf(hiddenControls);
    }

    boolean isHidden() {
        return !hiddenControls.isEmpty();
    }
}
