package io.github.passage.lab.predict;

import io.github.passage.lab.predict.Landing.AtServer;
import io.github.passage.lab.topology.NetworkInterface;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way that a control connection may go: a load balancer chooses among several.
 *
 * @param followers the hops on it that follow FTP, client side first
 * @param end where it comes to
 */
record ControlPath(List<Follower> followers, Landing end) {
    ControlPath {
        followers = List.copyOf(followers);
    }

    /**
     * A hop that follows this session.
     *
     * @param source the address that it knows the client by
     */
    record Follower(NetworkInterface hop, Inet4Address source) {}

    /** The same behind one more follower. */
    ControlPath behind(Follower first) {
        List<Follower> all = new ArrayList<>(List.of(first));
        all.addAll(followers);
        return new ControlPath(all, end);
    }

    /** The server that it came to, if it did. */
    Optional<AtServer> server() {
        return end instanceof AtServer at ? Optional.of(at) : Optional.empty();
    }

    /** Whether a hop ties data connections from this source to this session. */
    boolean isFollowed(NetworkInterface hop, Inet4Address source) {
        return followers.contains(new Follower(hop, source));
    }
}
