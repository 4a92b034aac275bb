package io.github.passage.target;

import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses by hash, so that a flow always gets the same target: the one of highest weight, where a weight hangs on the flow and that
 * target only (rendezvous hashing). A target that comes or goes moves no flow but its own.
 *
 * <p>A Network Load Balancer hashes protocol, both addresses and ports, and the TCP sequence number
 * (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html">What is a Network Load Balancer?</a>);
 * a program does not see sequence numbers.
 */
final class FlowHash {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final Stickiness stickiness;

    /**
     * A hash of its own.
     *
     * @param seed differs by target group: each chooses on its own
     * @param stickiness what of a flow counts
     */
    FlowHash(String seed, Stickiness stickiness) {
        this.seed = text(GOLDEN, seed);
        this.stickiness = stickiness;
    }

    /** The target of highest weight, empty if there is none. */
    Optional<Target> choose(Flow flow, List<Target> candidates) {
        long key = key(flow);
        return candidates.stream().max(Comparator.comparingLong(target -> weight(key, target)));
    }

    private static long weight(long key, Target target) {
        return mix(text(key, target.address().toString()));
    }

    private long key(Flow flow) {
        return switch (stickiness) {
            case NONE -> endpoint(endpoint(seed, flow.source()), flow.reached());
            case SOURCE_IP -> bytes(seed, flow.source().getAddress().getAddress());
        };
    }

    private static long endpoint(long hash, InetSocketAddress end) {
        return mix(bytes(hash, end.getAddress().getAddress()) + end.getPort() * GOLDEN);
    }

    private static long bytes(long hash, byte[] bytes) {
        long mixed = hash;
        for (byte next : bytes) {
            mixed = mix(mixed ^ (next & 0xFF));
        }
        return mixed;
    }

    private static long text(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = mix(mixed ^ text.charAt(i));
        }
        return mixed;
    }

    /** SplitMix64's finaliser (Steele, Lea and Flood 2014): each bit of the result hangs on each bit of the value. */
    private static long mix(long value) {
        long mixed = value + GOLDEN;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
