package io.github.passage.target;

import io.github.passage.telemetry.ConnectFailure;
import io.github.passage.transport.DialFailure;

/** What kind of failure a failed dial was. */
public final class DialCause {
    private DialCause() {}

    /** The kind of what a dial failed with. */
    public static ConnectFailure of(Throwable failure) {
        return switch (DialFailure.of(failure)) {
            case REFUSED -> ConnectFailure.REFUSED;
            case TIMED_OUT -> ConnectFailure.TIMED_OUT;
            case UNREACHABLE -> ConnectFailure.UNREACHABLE;
            case UNRESOLVED -> ConnectFailure.UNRESOLVED;
            case OTHER -> ConnectFailure.OTHER;
        };
    }
}
