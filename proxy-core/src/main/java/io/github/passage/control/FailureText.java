package io.github.passage.control;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** One line for people about why a connection could not be made. */
final class FailureText {
    private FailureText() {}

    static String of(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException timeout -> "no answer within the connect timeout";
            case ConnectException refused -> "connection refused";
            case UnknownHostException unknown -> "name not found";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
