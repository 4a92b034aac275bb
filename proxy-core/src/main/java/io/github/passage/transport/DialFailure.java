package io.github.passage.transport;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.OptionalLong;

/** One line for people about why a connection could not be made. */
public final class DialFailure {
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
            case ConnectException refused -> "connection refused";
            case UnknownHostException unknown -> "name not found";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
