package io.github.passage.replica;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds how many connections wait for another replica, or for what it says: anybody can open them, who need not have logged in. One
 * address gets a part of the room only, so that it cannot shut out the others. Any thread may call it.
 */
final class WaitingRoom {
    private final int most;
    private final int mostOfOne;
    private final Map<InetAddress, Integer> guests = new HashMap<>();
    private int waiting;

    /**
     * Nobody waits yet.
     *
     * @param most how many may wait, 1 or more
     * @param mostOfOne how many of one address, 1 to {@code most}
     */
    WaitingRoom(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Lets one more of an address wait, if there is room for it. */
    synchronized Optional<Seat> enter(InetAddress source) {
        if (waiting >= most || guests.getOrDefault(source, 0) >= mostOfOne) {
            return Optional.empty();
        }
        waiting++;
        guests.merge(source, 1, Integer::sum);
        return Optional.of(new Seat(source));
    }

    /** How many wait. */
    synchronized int waiting() {
        return waiting;
    }

    private synchronized void left(Seat seat) {
        if (!seat.free) {
            seat.free = true;
            waiting--;
            guests.computeIfPresent(seat.source, (source, count) -> count == 1 ? null : count - 1);
        }
    }

    /** The place of one that waits. */
    final class Seat {
        private final InetAddress source;
        private boolean free;

        private Seat(InetAddress source) {
            this.source = source;
        }

        /** It waits no more; again it does nothing. */
        void leave() {
            left(this);
        }
    }
}
