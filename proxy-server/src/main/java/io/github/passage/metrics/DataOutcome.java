package io.github.passage.metrics;

import io.github.passage.telemetry.ConnectFailure;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.Unclaimed;

/** What became of a data connection, from the passive reply to its end. */
enum DataOutcome {
    /** It came, was joined, and both sides closed in order. */
    OK("ok"),
    /** The client got a 425 in place of the passive reply. */
    REFUSED("refused"),
    /** Nobody came within the reservation timeout. */
    TIMED_OUT("timed-out"),
    /** Nobody came before the client asked for another one or the session ended. */
    ABANDONED("abandoned"),
    /** Its port was reserved for another client address. */
    FOREIGN_SOURCE("foreign-source"),
    /** Its port was reserved for nobody. */
    NO_RESERVATION("no-reservation"),
    /** The server's data port refused. */
    TARGET_REFUSED("target-refused"),
    /** The server's data port did not answer. */
    TARGET_TIMED_OUT("target-timed-out"),
    /** The server's data port could not be reached for another reason. */
    TARGET_UNREACHABLE("target-unreachable"),
    /** The client reset it. */
    CLIENT_RESET("client-reset"),
    /** The server reset it. */
    TARGET_RESET("target-reset"),
    /** No byte for the idle timeout. */
    IDLE("idle"),
    /** Passage cut it while shutting down. */
    CUT("cut");

    private final String label;

    DataOutcome(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static DataOutcome of(DataEnd end) {
        return switch (end) {
            case COMPLETED -> OK;
            case CLIENT_RESET -> CLIENT_RESET;
            case TARGET_RESET -> TARGET_RESET;
            case TARGET_UNREACHABLE -> TARGET_UNREACHABLE;
            case IDLE -> IDLE;
            case CUT -> CUT;
        };
    }

    static DataOutcome of(ConnectFailure cause) {
        return switch (cause) {
            case REFUSED -> TARGET_REFUSED;
            case TIMED_OUT -> TARGET_TIMED_OUT;
            case UNREACHABLE, UNRESOLVED, BUSY, OTHER -> TARGET_UNREACHABLE;
        };
    }

    static DataOutcome of(ReservationEnd end) {
        return switch (end) {
            case LAPSED -> TIMED_OUT;
            case REPLACED, SESSION_ENDED, REINITIALIZED -> ABANDONED;
        };
    }

    static DataOutcome of(Unclaimed why) {
        return switch (why) {
            case FOREIGN_SOURCE -> FOREIGN_SOURCE;
            case NO_RESERVATION -> NO_RESERVATION;
        };
    }
}
