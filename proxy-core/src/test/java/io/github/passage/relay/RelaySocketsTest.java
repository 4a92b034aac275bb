package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.telemetry.DataEnd;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The relay on real loopback sockets. */
@Timeout(20)
class RelaySocketsTest {
    /** Reads of data connections grow up to this size, and the last one before the high mark may be one. */
    private static final int LARGEST_READ = 256 * 1024;

    /** What Netty counts for a waiting buffer besides its bytes. */
    private static final int OF_NETTYS_ENTRY = 96;

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    @Test
    void anUploadThatEndsBeforeTheTargetIsDialledArrivesWhole() throws Exception {
        byte[] file = random(10_000);
        try (Joint joint = new Joint(new CountDownLatch(1), client -> {
            send(client, file);
            client.shutdownOutput();
        })) {
            assertThat(joint.target.getInputStream().readAllBytes()).isEqualTo(file);
            joint.target.close();

            assertThat(joint.client.getInputStream().read()).isEqualTo(-1);
            RelayOutcome outcome = joint.outcome();
            assertThat(outcome.end()).isEqualTo(DataEnd.COMPLETED);
            assertThat(outcome.fromClient()).isEqualTo(10_000);
        }
    }

    @Test
    void aLargeUploadThatEndsBeforeTheTargetIsDialledArrivesWhole() throws Exception {
        byte[] file = random(900_000);
        CountDownLatch mayDial = new CountDownLatch(1);
        try (Joint joint = new Joint(
                mayDial,
                client -> Thread.ofVirtual().start(() -> {
                    try {
                        send(client, file);
                        client.shutdownOutput();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }))) {
            assertThat(joint.target.getInputStream().readAllBytes()).isEqualTo(file);
        }
    }

    @Test
    void aHalfCloseIsPassedOnBothWays() throws Exception {
        try (Joint joint = Joint.open()) {
            send(joint.client, random(5));
            joint.client.shutdownOutput();
            assertThat(joint.target.getInputStream().readAllBytes()).hasSize(5);

            send(joint.target, random(2_000_000));
            joint.target.shutdownOutput();
            assertThat(joint.client.getInputStream().readAllBytes()).isEqualTo(random(2_000_000));

            RelayOutcome outcome = joint.outcome();
            assertThat(outcome.end()).isEqualTo(DataEnd.COMPLETED);
            assertThat(outcome.fromClient()).isEqualTo(5);
            assertThat(outcome.fromTarget()).isEqualTo(2_000_000);
        }
    }

    @Test
    void aResetOfTheTargetIsAResetForTheClient() throws Exception {
        try (Joint joint = Joint.open()) {
            send(joint.target, random(1));
            assertThat(joint.client.getInputStream().read()).isNotNegative();
            joint.target.setSoLinger(true, 0);
            joint.target.close();

            assertThatThrownBy(() -> joint.client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            assertThat(joint.outcome().end()).isEqualTo(DataEnd.TARGET_RESET);
        }
    }

    @Test
    void aResetOfTheClientIsAResetForTheTarget() throws Exception {
        try (Joint joint = Joint.open()) {
            send(joint.client, random(1));
            assertThat(joint.target.getInputStream().read()).isNotNegative();
            joint.client.setSoLinger(true, 0);
            joint.client.close();

            assertThatThrownBy(() -> joint.target.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            assertThat(joint.outcome().end()).isEqualTo(DataEnd.CLIENT_RESET);
        }
    }

    @Test
    void aStalledReaderHoldsNoMoreThanTheHighMarkAndOneRead() throws Exception {
        byte[] file = random(16 << 20);
        try (Joint joint = Joint.open()) {
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    send(joint.client, file);
                    joint.client.shutdownOutput();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            Channel from = joint.clientSide.get();
            Channel to = joint.targetSide.get();
            long most = 0;
            int stalled = 0;
            // Until nothing is read any more: the writer stands still.
            while (stalled < 200) {
                long held = held(to);
                stalled = !from.config().isAutoRead() ? stalled + 1 : 0;
                most = Math.max(most, held);
            }
            assertThat(writer.isAlive()).isTrue();
            assertThat(most).isBetween(1L, (long) Relay.WATER_MARKS.high() + LARGEST_READ + OF_NETTYS_ENTRY);

            assertThat(joint.target.getInputStream().readAllBytes()).isEqualTo(file);
            assertThat(held(to)).isZero();
        }
    }

    private static long held(Channel channel) throws Exception {
        return channel.eventLoop()
                .submit(() -> {
                    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
                    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
                })
                .get();
    }
}
