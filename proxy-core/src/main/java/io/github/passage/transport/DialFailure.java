package io.github.passage.transport;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.OptionalLong;

/** Why a connection could not be made. */
public enum DialFailure {
    /** The address answered with a reset. */
    REFUSED,
    /** Nothing answered in time. */
    TIMED_OUT,
    /** There is no way to the address. */
    UNREACHABLE,
    /** The name has no address. */
    UNRESOLVED,
    /** Anything else, no word of the network. */
    OTHER;

    /** The kind of what a dial failed with. */
    public static DialFailure of(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException timeout -> TIMED_OUT;
            case UnknownHostException unknown -> UNRESOLVED;
            case NoRouteToHostException noRoute -> UNREACHABLE;
            case ConnectException other -> byWords(String.valueOf(other.getMessage()));
            default -> OTHER;
        };
    }

    /** The system's own words, which are all that Java keeps of an error number. */
    private static DialFailure byWords(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("refused") || words.contains("reset")) {
            return REFUSED;
        } else if (words.contains("timed out")) {
            return TIMED_OUT;
        } else if (words.contains("unreachable") || words.contains("no route")) {
            return UNREACHABLE;
        }
        return OTHER;
    }

    /** One line for people about the cause of a failed dial. */
    public static String textOf(Throwable cause) {
        return Shortage.of(cause)
                .map(shortage -> shortage.reason(OptionalLong.empty()))
                .orElseGet(() -> usual(cause));
    }

    private static String usual(Throwable cause) {
        return switch (of(cause)) {
            case REFUSED -> "connection refused";
            case TIMED_OUT ->
                cause instanceof ConnectTimeoutException ? "no answer within the connect timeout" : "no answer";
            case UNREACHABLE -> "no route to the host";
            case UNRESOLVED -> "name not found";
            case OTHER -> String.valueOf(cause.getMessage());
        };
    }
}
