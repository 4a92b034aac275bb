package io.github.passage.transport;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.OptionalLong;

/** One line for people about why a connection could not be made. */
public final class DialFailure {
    private static final String NO_ROUTE = "no route to the host";

    private DialFailure() {}

    /** The line for the cause of a failed dial. */
    public static String textOf(Throwable cause) {
        return Shortage.of(cause)
                .map(shortage -> shortage.reason(OptionalLong.empty()))
                .orElseGet(() -> usual(cause));
    }

    private static String usual(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException timeout -> "no answer within the connect timeout";
            case ConnectException other -> words(String.valueOf(other.getMessage()));
            case NoRouteToHostException unreachable -> NO_ROUTE;
            case UnknownHostException unknown -> "name not found";
            default -> String.valueOf(cause.getMessage());
        };
    }

    /** Only what the system calls a refusal is one: local ports that are used up are none. */
    private static String words(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("refused") || lower.contains("reset")) {
            return "connection refused";
        } else if (lower.contains("timed out")) {
            return "no answer";
        }
        return lower.contains("unreachable") || lower.contains("no route") ? NO_ROUTE : message;
    }
}
