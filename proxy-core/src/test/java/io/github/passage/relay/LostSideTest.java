package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.telemetry.DataEnd;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a side had sent before it was reset arrives, as it would without a relay. */
@Timeout(30)
@EnabledOnOs(OS.LINUX)
class LostSideTest {
    private final PipePool pool = new PipePool(new LinuxPipeCalls(), 2, reason -> {});

    @AfterEach
    void everyPipeIsBack() {
        pool.close();
        assertThat(pool.open()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "false, 1, false, false",
        "false, 100000, false, false",
        "false, 300000, false, false",
        "false, 300000, true, false",
        "false, 300000, true, true",
        "true, 1, false, false",
        "true, 100000, false, false",
        "true, 300000, false, false",
        "true, 1, true, false",
        "true, 300000, true, false",
        "true, 300000, true, true",
    })
    void whatItHadSentArrives(boolean spliced, int length, boolean endedFirst, boolean answered) throws Exception {
        byte[] file = new byte[length];
        new Random(length).nextBytes(file);
        Splicing splicing = spliced ? new Splicing(() -> pool, 0) : Splicing.NEVER;
        try (Joint joint = Joint.open(splicing, RelayIdle.NEVER)) {
            Relay relay = joint.relay.get();
            while (spliced && !joint.ask(relay::isSpliced)) {
                Thread.onSpinWait();
            }
            joint.targetSide.get().config().setOption(ChannelOption.SO_SNDBUF, 16 * 1024);
            joint.client.getOutputStream().write(file);
            if (endedFirst) {
                joint.client.shutdownOutput();
            }
            awaitAcknowledged(joint.client);
            joint.client.setSoLinger(true, 0);
            joint.client.close();
            // The relay has seen it before the target takes anything.
            joint.ask(() -> null);

            InputStream in = joint.target.getInputStream();
            assertThat(in.readNBytes(length)).isEqualTo(file);
            if (endedFirst) {
                assertThat(in.read()).isEqualTo(-1);
                if (answered) {
                    assertThatThrownBy(() -> sendForEver(joint.target)).isInstanceOf(SocketException.class);
                }
                joint.target.close();
            } else {
                assertThatThrownBy(in::read).isInstanceOf(SocketException.class);
            }
            DataEnd end = endedFirst && !answered ? DataEnd.COMPLETED : DataEnd.CLIENT_RESET;
            assertThat(joint.outcome().end()).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReceiverThatIsResetTooEndsTheWait(boolean spliced) throws Exception {
        Splicing splicing = spliced ? new Splicing(() -> pool, 0) : Splicing.NEVER;
        try (Joint joint = Joint.open(splicing, RelayIdle.NEVER)) {
            Relay relay = joint.relay.get();
            while (spliced && !joint.ask(relay::isSpliced)) {
                Thread.onSpinWait();
            }
            joint.client.getOutputStream().write(new byte[100_000]);
            awaitAcknowledged(joint.client);
            joint.client.setSoLinger(true, 0);
            joint.client.close();
            joint.ask(() -> null);
            joint.target.setSoLinger(true, 0);
            joint.target.close();

            assertThat(joint.outcome().end()).isEqualTo(DataEnd.CLIENT_RESET);
        }
    }

    private static void sendForEver(Socket socket) throws IOException {
        while (true) {
            socket.getOutputStream().write(1);
        }
    }

    /** Returns when nothing is in the socket's send queue, which its own reset would throw away. */
    private static void awaitAcknowledged(Socket socket) throws IOException {
        String port = String.format(":%04X ", socket.getLocalPort());
        while (Files.readAllLines(Path.of("/proc/net/tcp6")).stream()
                        .filter(line -> line.substring(6, 44).contains(port))
                        .anyMatch(line -> !line.contains(" 00000000:"))
                || Files.readAllLines(Path.of("/proc/net/tcp")).stream()
                        .filter(line ->
                                line.length() > 20 && line.substring(6, 21).contains(port))
                        .anyMatch(line -> !line.contains(" 00000000:"))) {
            Thread.onSpinWait();
        }
    }
}
