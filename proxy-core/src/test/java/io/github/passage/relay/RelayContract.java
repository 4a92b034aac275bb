package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.telemetry.DataEnd;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of a relay on real sockets, however it moves the bytes. */
@Timeout(60)
abstract class RelayContract {
    /** Long enough for a relay to be joined and to move a byte on a loaded machine. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    private static final Duration NO_SPIN = Duration.ofMillis(50);

    private final Random seeded = new Random(42);
    private Joint joint;

    /** How the relay under test moves bytes. */
    abstract Splicing splicing();

    /** Returns when the relay moves bytes as it should. */
    abstract void awaitMover(Joint joined) throws Exception;

    @AfterEach
    void close() throws IOException {
        if (joint != null) {
            joint.close();
        }
    }

    private void open(RelayIdle idle) throws Exception {
        joint = Joint.open(splicing(), idle);
        joint.relay.get();
        awaitMover(joint);
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        seeded.nextBytes(bytes);
        return bytes;
    }

    private static Thread sendAndEnd(Socket socket, byte[] bytes) {
        return Thread.ofVirtual().start(() -> {
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void expect(Socket socket, byte[] bytes, int chunk) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] all = new byte[bytes.length];
        int at = 0;
        while (at < all.length) {
            int got = in.read(all, at, Math.min(chunk, all.length - at));
            assertThat(got).as("bytes after the first %d", at).isPositive();
            at += got;
        }
        assertThat(in.read()).isEqualTo(-1);
        assertThat(Arrays.equals(all, bytes)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 65536",
        "1000, 65536",
        "65536, 65536",
        "1048576, 65536",
        "1048577, 100000",
        "5000000, 700",
        "67108864, 1000000",
    })
    void aFileArrivesWholeUpAndDown(int length, int chunk) throws Exception {
        byte[] file = random(length);
        open(RelayIdle.NEVER);
        sendAndEnd(joint.client, file);
        expect(joint.target, file, chunk);
        sendAndEnd(joint.target, file);
        expect(joint.client, file, chunk);

        RelayOutcome outcome = joint.outcome();
        assertThat(outcome.end()).isEqualTo(DataEnd.COMPLETED);
        assertThat(outcome.fromClient()).isEqualTo(length);
        assertThat(outcome.fromTarget()).isEqualTo(length);
    }

    @Test
    void bytesPassBothWaysAtOnce() throws Exception {
        byte[] up = random(20_000_000);
        byte[] down = random(30_000_000);
        open(RelayIdle.NEVER);
        sendAndEnd(joint.client, up);
        sendAndEnd(joint.target, down);
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                expect(joint.client, down, 50_000);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        expect(joint.target, up, 50_000);
        reader.join();

        RelayOutcome outcome = joint.outcome();
        assertThat(outcome.end()).isEqualTo(DataEnd.COMPLETED);
        assertThat(outcome.fromClient()).isEqualTo(up.length);
        assertThat(outcome.fromTarget()).isEqualTo(down.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300_000, 3_000_000})
    void whatCameBeforeTheJoinPrecedesTheRest(int early) throws Exception {
        byte[] file = random(4_000_000);
        joint = new Joint(
                new CountDownLatch(1),
                client -> Thread.ofVirtual().start(() -> {
                    try {
                        client.getOutputStream().write(file, 0, early);
                        client.getOutputStream().write(file, early, file.length - early);
                        client.shutdownOutput();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }),
                splicing(),
                RelayIdle.NEVER,
                Joint.SMALL_BUFFER);
        expect(joint.target, file, 100_000);
    }

    @Test
    void aHalfCloseLeavesTheOtherWayOpen() throws Exception {
        open(RelayIdle.NEVER);
        sendAndEnd(joint.target, random(7));
        assertThat(joint.client.getInputStream().readAllBytes()).hasSize(7);
        byte[] file = random(3_000_000);
        sendAndEnd(joint.client, file);
        expect(joint.target, file, 65_536);

        assertThat(joint.outcome().end()).isEqualTo(DataEnd.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataEnd.class,
            mode = Mode.INCLUDE,
            names = {"CLIENT_RESET", "TARGET_RESET"})
    void aResetIsPassedOnAsOne(DataEnd end) throws Exception {
        open(RelayIdle.NEVER);
        Socket from = end == DataEnd.CLIENT_RESET ? joint.client : joint.target;
        Socket to = end == DataEnd.CLIENT_RESET ? joint.target : joint.client;
        from.getOutputStream().write(1);
        assertThat(to.getInputStream().read()).isEqualTo(1);
        from.setSoLinger(true, 0);
        from.close();

        assertThatThrownBy(() -> to.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(joint.outcome().end()).isEqualTo(end);
    }

    @Test
    void aResetOfASideThatStoppedReadingIsSeen() throws Exception {
        open(RelayIdle.NEVER);
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                joint.client.getOutputStream().write(random(64 << 20));
            } catch (IOException e) {
                // The relay resets it below.
            }
        });
        awaitStandstill();
        joint.target.setSoLinger(true, 0);
        joint.target.close();

        assertThat(joint.outcome().end()).isEqualTo(DataEnd.TARGET_RESET);
        writer.join();
    }

    @Test
    void anEndBehindBytesThatWaitComesAfterThem() throws Exception {
        byte[] file = random(600_000);
        open(RelayIdle.NEVER);
        joint.targetSide.get().config().setOption(ChannelOption.SO_SNDBUF, 16 * 1024);
        sendAndEnd(joint.client, file);
        // All of it, and its end, is read although the target has taken a part only.
        awaitStandstill();
        expect(joint.target, file, 65_536);
        sendAndEnd(joint.target, new byte[0]);

        RelayOutcome outcome = joint.outcome();
        assertThat(outcome.end()).isEqualTo(DataEnd.COMPLETED);
        assertThat(outcome.fromClient()).isEqualTo(600_000);
    }

    @Test
    void bothEndsBehindBytesThatWaitComeAfterThem() throws Exception {
        byte[] file = random(600_000);
        open(RelayIdle.NEVER);
        joint.targetSide.get().config().setOption(ChannelOption.SO_SNDBUF, 16 * 1024);
        joint.target.shutdownOutput();
        assertThat(joint.client.getInputStream().read()).isEqualTo(-1);
        sendAndEnd(joint.client, file);
        awaitStandstill();
        expect(joint.target, file, 65_536);

        assertThat(joint.outcome().end()).isEqualTo(DataEnd.COMPLETED);
    }

    @Test
    void aPeerThatStopsReadingStopsTheOther() throws Exception {
        byte[] file = random(64 << 20);
        open(RelayIdle.NEVER);
        joint.targetSide.get().config().setOption(ChannelOption.SO_SNDBUF, 64 * 1024);
        Thread writer = sendAndEnd(joint.client, file);
        long taken = awaitStandstill();

        assertThat(writer.isAlive()).isTrue();
        // The largest pipe, a receive and a send buffer that no longer grow, and the water mark of the copying relay.
        assertThat(taken).isBetween(1L, 4L << 20);
        expect(joint.target, file, 1 << 20);
    }

    /** Returns how many bytes came from the client when no more come for many turns of the loop. */
    private long awaitStandstill() throws Exception {
        long last = -1;
        int same = 0;
        while (same < 5000) {
            long now = joint.ask(joint.clientLeg::received);
            same = now == last && now > 0 ? same + 1 : 0;
            last = now;
        }
        return last;
    }

    @Test
    void anIdleRelayIsReset() throws Exception {
        open(RelayIdle.endAfter(IDLE));
        joint.client.getOutputStream().write(1);
        assertThat(joint.target.getInputStream().read()).isEqualTo(1);

        assertThatThrownBy(() -> joint.target.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(joint.outcome().end()).isEqualTo(DataEnd.IDLE);
    }

    @Test
    void aStalledTransferIsIdle() throws Exception {
        open(RelayIdle.endAfter(Duration.ofMillis(300)));
        Thread.ofVirtual().start(() -> {
            try {
                joint.client.getOutputStream().write(random(64 << 20));
            } catch (IOException e) {
                // It is reset.
            }
        });

        assertThat(joint.outcome().end()).isEqualTo(DataEnd.IDLE);
    }

    @Test
    void aForgottenRelayAnswersWithAReset() throws Exception {
        open(new RelayIdle(IDLE, IDLE, AfterIdle.RESET, KeepaliveWitness.NONE));
        joint.client.getOutputStream().write(1);
        assertThat(joint.target.getInputStream().read()).isEqualTo(1);
        while (joint.ask(() -> joint.relay.get().isMoving())) {
            Thread.onSpinWait();
        }
        for (Socket each : new Socket[] {joint.client, joint.target}) {
            assertThat(joint.outcomes).isEmpty();
            each.getOutputStream().write(1);
            assertThatThrownBy(() -> each.getInputStream().read()).isInstanceOf(SocketException.class);
        }

        RelayOutcome outcome = joint.outcome();
        assertThat(outcome.end()).isEqualTo(DataEnd.IDLE);
    }

    @Test
    void aSilencedRelayAnswersNothing() throws Exception {
        open(new RelayIdle(IDLE, IDLE, AfterIdle.SILENCE, KeepaliveWitness.NONE));
        joint.client.getOutputStream().write(1);
        assertThat(joint.target.getInputStream().read()).isEqualTo(1);
        while (joint.ask(() -> joint.relay.get().isMoving())) {
            Thread.onSpinWait();
        }
        joint.client.getOutputStream().write(2);
        joint.client.setSoTimeout(300);
        joint.target.setSoTimeout(300);

        assertThatThrownBy(() -> joint.client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(() -> joint.target.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        assertThat(joint.outcomes).isEmpty();
        assertThat(leastCpuOfLoop()).isLessThan(NO_SPIN);
    }

    @Test
    void aCutIsAResetForBoth() throws Exception {
        open(RelayIdle.NEVER);
        joint.client.getOutputStream().write(1);
        assertThat(joint.target.getInputStream().read()).isEqualTo(1);
        joint.ask(() -> {
            joint.relay.get().cut();
            return true;
        });

        assertThatThrownBy(() -> joint.client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> joint.target.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(joint.outcome().end()).isEqualTo(DataEnd.CUT);
    }

    @Test
    void aChannelThatIsClosedByOthersEndsTheRelay() throws Exception {
        open(RelayIdle.NEVER);
        joint.clientSide.get().close().sync();

        assertThat(joint.outcome().end()).isEqualTo(DataEnd.CLIENT_RESET);
    }

    @Test
    void aTransportThatIsClosedClosesBothSidesEvenIfItsLoopIsAtWork() throws Exception {
        open(RelayIdle.NEVER);
        EventLoop loop = joint.clientSide.get().eventLoop();
        loop.execute(() -> {
            while (!loop.isShuttingDown()) {
                Thread.onSpinWait();
            }
        });

        joint.transport.close();

        assertThat(isOver(joint.client)).isTrue();
        assertThat(isOver(joint.target)).isTrue();
    }

    private static boolean isOver(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return String.valueOf(reset.getMessage()).contains("reset");
        }
    }

    @Test
    void anIdleOrHalfClosedRelayUsesNoCpu() throws Exception {
        open(RelayIdle.NEVER);
        assertThat(leastCpuOfLoop()).isLessThan(NO_SPIN);
        sendAndEnd(joint.client, random(100));
        assertThat(joint.target.getInputStream().readAllBytes()).hasSize(100);
        assertThat(leastCpuOfLoop()).isLessThan(NO_SPIN);
    }

    /** The least of a few: the loop may have to load or compile what it does for the first time, but spins for ever. */
    private Duration leastCpuOfLoop() throws Exception {
        Duration least = cpuOfLoop();
        for (int i = 0; i < 4 && least.compareTo(NO_SPIN) >= 0; i++) {
            Duration next = cpuOfLoop();
            least = next.compareTo(least) < 0 ? next : least;
        }
        return least;
    }

    /** What the event loop's thread uses in half a second. */
    private Duration cpuOfLoop() throws Exception {
        Channel channel = joint.clientSide.get();
        long before = joint.ask(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        long after = channel.eventLoop()
                .schedule(
                        () -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(), 500, TimeUnit.MILLISECONDS)
                .get();
        return Duration.ofNanos(after - before);
    }
}
