package io.github.passage.transport;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** One line for people about why a connection could not be made. */
public final class DialFailure {
    private DialFailure() {}

    /** The line for the cause of a failed dial. */
    public static String textOf(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException timeout -> "no answer within the connect timeout";
            case ConnectException refused -> "connection refused";
            case UnknownHostException unknown -> "name not found";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
