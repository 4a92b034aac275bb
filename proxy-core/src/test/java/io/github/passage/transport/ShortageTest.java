package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShortageTest {
    record Failure(Throwable cause, @Nullable Shortage shortage) {}

    static Stream<Failure> failures() {
        return Stream.of(
                new Failure(new SocketException("Too many open files"), Shortage.PROCESS_DESCRIPTORS),
                new Failure(
                        new ChannelException(new SocketException("Too many open files")), Shortage.PROCESS_DESCRIPTORS),
                new Failure(new IOException("Too many open files in system"), Shortage.SYSTEM_DESCRIPTORS),
                new Failure(new IOException("Cannot allocate memory"), Shortage.MEMORY),
                new Failure(new IOException("No buffer space available"), Shortage.BUFFERS),
                new Failure(new ConnectException("Connection refused"), null),
                new Failure(new IllegalStateException(), null));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void onlyWhatTheSystemHasNoMoreOfIsAShortage(Failure failure) {
        assertThat(Shortage.of(failure.cause())).isEqualTo(Optional.ofNullable(failure.shortage()));
    }

    @ParameterizedTest
    @CsvSource({"24, PROCESS_DESCRIPTORS", "23, SYSTEM_DESCRIPTORS", "12, MEMORY", "105, BUFFERS", "103,", "111,"})
    void theNativeTransportTellsByNumber(int errno, @Nullable Shortage shortage) {
        assumeTrue(Epoll.isAvailable());

        Throwable failure = new ChannelException(Errors.newIOException("accept", -errno));

        assertThat(Shortage.of(failure)).isEqualTo(Optional.ofNullable(shortage));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PROCESS_DESCRIPTORS | 256 | all 256 file descriptors that this process may have are open (raise ulimit -n, or LimitNOFILE of systemd)
            PROCESS_DESCRIPTORS |     | all file descriptors that this process may have are open (raise ulimit -n, or LimitNOFILE of systemd)
            SYSTEM_DESCRIPTORS  | 256 | the system has no more file descriptors, whoever opened them (raise fs.file-max, see /proc/sys/fs/file-nr)
            MEMORY              | 256 | the system has no more memory for sockets (see tcp_mem in tcp(7))
            BUFFERS             | 256 | the system has no more memory for sockets (see tcp_mem in tcp(7))
            """)
    void theReasonSaysHowToGetMore(Shortage shortage, @Nullable Long limit, String reason) {
        assertThat(shortage.reason(limit == null ? OptionalLong.empty() : OptionalLong.of(limit)))
                .isEqualTo(reason);
    }

    @Test
    void aDialForWhichThereIsNoSocketFailsWithTheReason() {
        assertThat(DialFailure.textOf(new ChannelException(new SocketException("Too many open files"))))
                .isEqualTo(Shortage.PROCESS_DESCRIPTORS.reason(OptionalLong.empty()));
    }
}
