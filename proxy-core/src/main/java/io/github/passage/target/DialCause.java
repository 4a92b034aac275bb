package io.github.passage.target;

import io.github.passage.telemetry.ConnectFailure;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;

/** What kind of failure a failed dial was. */
public final class DialCause {
    private DialCause() {}

    /** The kind of what a dial failed with. */
    public static ConnectFailure of(Throwable failure) {
        return switch (failure) {
            case ConnectTimeoutException timeout -> ConnectFailure.TIMED_OUT;
            case UnknownHostException unknown -> ConnectFailure.UNRESOLVED;
            case NoRouteToHostException noRoute -> ConnectFailure.UNREACHABLE;
            case ConnectException other -> byWords(String.valueOf(other.getMessage()));
            default -> ConnectFailure.OTHER;
        };
    }

    /** The system's own words, which are all that Java keeps of an error number. */
    private static ConnectFailure byWords(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("refused") || words.contains("reset")) {
            return ConnectFailure.REFUSED;
        } else if (words.contains("timed out")) {
            return ConnectFailure.TIMED_OUT;
        } else if (words.contains("unreachable") || words.contains("no route")) {
            return ConnectFailure.UNREACHABLE;
        }
        return ConnectFailure.OTHER;
    }
}
