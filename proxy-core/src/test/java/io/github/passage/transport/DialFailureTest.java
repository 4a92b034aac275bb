package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DialFailureTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectTimeoutException("timed out"), "no answer within the connect timeout"),
                Arguments.of(new ConnectException("connect(..) failed: Connection refused"), "connection refused"),
                Arguments.of(new ConnectException("finishConnect(..) failed: Connection reset"), "connection refused"),
                Arguments.of(new ConnectException("connect(..) failed: Connection timed out"), "no answer"),
                Arguments.of(
                        new ConnectException("connect(..) failed: Network is unreachable"), "no route to the host"),
                Arguments.of(
                        new ConnectException("connect(..) failed: Cannot assign requested address"),
                        "connect(..) failed: Cannot assign requested address"),
                Arguments.of(new NoRouteToHostException(), "no route to the host"),
                Arguments.of(new UnknownHostException("nowhere"), "name not found"));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("failures")
    void isOneLine(Throwable failure, String line) {
        assertThat(DialFailure.textOf(failure)).isEqualTo(line);
    }
}
