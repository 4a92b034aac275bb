package io.github.passage.transport;

import java.util.function.IntUnaryOperator;

/**
 * When to accept again after the system refused a socket, and what: pure, not for several threads.
 *
 * <p>It looks for free descriptors after 100 ms, then half as often each time, at most every second. With two free, the data
 * connections of sessions that stand are accepted; with eight, new sessions, since one that is accepted and cannot dial its target is
 * of no use. The pause is over when nothing was refused for a second, so that clients who wait in their thousands do not begin
 * another pause with each descriptor.
 */
final class AcceptBackoff {
    /** What listeners may accept. */
    enum Admitted {
        NOTHING,
        DATA,
        ALL;

        /** Whether a listener of this kind accepts. */
        boolean includes(ConnectionKind kind) {
            return this == ALL || (this == DATA && kind != ConnectionKind.CONTROL);
        }
    }

    private enum Phase {
        OPEN,
        PAUSED,
        TRYING
    }

    /** The client's and the server's side of a data connection. */
    private static final int ENOUGH_FOR_DATA = 2;

    /** Two sessions with a data connection each. */
    private static final int ENOUGH_FOR_ALL = 8;

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 1000;

    private Phase phase = Phase.OPEN;
    private long delay = FIRST_MILLIS;

    /**
     * A socket was refused: nothing is accepted until the next look.
     *
     * @return whether a pause begins with it
     */
    boolean refused() {
        boolean begins = phase == Phase.OPEN;
        phase = Phase.PAUSED;
        return begins;
    }

    /** How long after the last look, or after the beginning of the pause, the next look is due, in milliseconds. */
    long delayMillis() {
        return delay;
    }

    /** Whether there is no pause, so that no look is due. */
    boolean isOver() {
        return phase == Phase.OPEN;
    }

    /**
     * Looks.
     *
     * @param free tells how many descriptors are free, up to the number given; asked only if that matters
     * @return what may be accepted from now on
     */
    Admitted look(IntUnaryOperator free) {
        if (phase == Phase.TRYING) {
            phase = Phase.OPEN;
            delay = FIRST_MILLIS;
            return Admitted.ALL;
        }
        int found = free.applyAsInt(ENOUGH_FOR_ALL);
        if (found >= ENOUGH_FOR_ALL) {
            phase = Phase.TRYING;
            delay = LONGEST_MILLIS;
            return Admitted.ALL;
        }
        delay = Math.min(2 * delay, LONGEST_MILLIS);
        return found >= ENOUGH_FOR_DATA ? Admitted.DATA : Admitted.NOTHING;
    }
}
