package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.telemetry.ConnectFailure;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DialCauseTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectTimeoutException("after 10000 ms"), ConnectFailure.TIMED_OUT),
                Arguments.of(new UnknownHostException("ftp.example"), ConnectFailure.UNRESOLVED),
                Arguments.of(new NoRouteToHostException("No route to host"), ConnectFailure.UNREACHABLE),
                Arguments.of(
                        new ConnectException("finishConnect(..) failed: Connection refused"), ConnectFailure.REFUSED),
                Arguments.of(new ConnectException("Connection timed out"), ConnectFailure.TIMED_OUT),
                Arguments.of(new ConnectException("connect(..): Network is unreachable"), ConnectFailure.UNREACHABLE),
                Arguments.of(new ConnectException(), ConnectFailure.OTHER),
                Arguments.of(new IOException("Too many open files"), ConnectFailure.OTHER));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theSystemsWordsBecomeOneOfFewCauses(Throwable failure, ConnectFailure expected) {
        assertThat(DialCause.of(failure)).isEqualTo(expected);
    }
}
