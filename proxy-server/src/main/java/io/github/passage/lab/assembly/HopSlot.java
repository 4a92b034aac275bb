package io.github.passage.lab.assembly;

import io.github.passage.hop.FtpHop;
import io.github.passage.hop.Hop;
import io.github.passage.hop.RelayHop;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.passive.PassiveAddressPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands at one address of the topology: a hop in relay mode, or while it rewrites passive replies a hop in FTP mode. Blocks while
 * it binds; not to be used on event loops.
 */
final class HopSlot implements AutoCloseable {
    private final NetworkInterface at;
    private final Modes modes;
    private PassiveAddressPolicy policy = new PassiveAddressPolicy.Keep();
    private List<Hop> hops = List.of();
    private volatile boolean up = true;

    HopSlot(NetworkInterface at, Modes modes) {
        this.at = at;
        this.modes = modes;
    }

    NetworkInterface at() {
        return at;
    }

    /** What stands here now. */
    synchronized List<Hop> standing() {
        return hops;
    }

    synchronized PassiveAddressPolicy policy() {
        return policy;
    }

    /** Never blocks: event loops ask while a change of this slot may wait for them. */
    boolean isUp() {
        return up;
    }

    /**
     * Begins to listen.
     *
     * @throws io.github.passage.hop.ListenException if an address or port is taken
     */
    synchronized void start(PassiveAddressPolicy first) {
        policy = first;
        hops = startedHops();
    }

    /**
     * Sets the policy: of new sessions where the mode stays, else all sessions of this hop end.
     *
     * @throws io.github.passage.hop.ListenException if an address or port was taken meanwhile; the hop is then as it was before
     */
    synchronized void rewrite(PassiveAddressPolicy next) {
        PassiveAddressPolicy before = policy;
        boolean follows = follows();
        policy = next;
        if (follows && follows()) {
            hops.forEach(hop -> {
                if (hop instanceof FtpHop ftp) {
                    ftp.passiveAddress(next);
                }
            });
        } else if (follows != follows()) {
            hops.forEach(Hop::close);
            hops = List.of();
            try {
                standAgain();
            } catch (RuntimeException e) {
                policy = before;
                standAgain();
                throw e;
            }
        }
    }

    private void standAgain() {
        hops = startedHops();
        if (!up) {
            hops.forEach(Hop::freeze);
        }
    }

    synchronized void freeze() {
        if (up) {
            up = false;
            hops.forEach(Hop::freeze);
        }
    }

    synchronized void thaw() {
        if (!up) {
            up = true;
            hops.forEach(Hop::thaw);
        }
    }

    @Override
    public synchronized void close() {
        hops.forEach(Hop::close);
        hops = List.of();
    }

    private boolean follows() {
        return !(policy instanceof PassiveAddressPolicy.Keep);
    }

    private List<Hop> startedHops() {
        List<Hop> started = new ArrayList<>();
        try {
            if (follows()) {
                modes.behindFtp().ifPresent(started::add);
                started.add(modes.ftp(policy));
            } else {
                started.add(modes.relay());
            }
            return List.copyOf(started);
        } catch (RuntimeException e) {
            started.forEach(Hop::close);
            throw e;
        }
    }

    /** The hops that can stand in a slot. */
    interface Modes {
        /** Moves bytes only. */
        RelayHop relay();

        /** Follows FTP and rewrites. */
        FtpHop ftp(PassiveAddressPolicy policy);

        /** What must stand between a hop in FTP mode and its target, if anything. */
        default java.util.Optional<RelayHop> behindFtp() {
            return java.util.Optional.empty();
        }
    }
}
