package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.telemetry.DataEnd;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SpliceSwitchTest {
    private final PipePool pool = new PipePool(new LinuxPipeCalls(), 2, reason -> {});

    @AfterEach
    void closePool() {
        pool.close();
        assertThat(pool.open()).isZero();
    }

    private static void exchange(Joint joint) throws Exception {
        joint.client.getOutputStream().write(1);
        assertThat(joint.target.getInputStream().read()).isEqualTo(1);
        joint.target.getOutputStream().write(2);
        assertThat(joint.client.getInputStream().read()).isEqualTo(2);
    }

    @Test
    void aSmallTransferIsCopiedAndALargeOneSpliced() throws Exception {
        try (Joint joint = Joint.open(new Splicing(() -> pool, 100_000), RelayIdle.NEVER)) {
            exchange(joint);
            assertThat(joint.ask(joint.relay.get()::isSpliced)).isFalse();
            joint.client.getOutputStream().write(new byte[200_000]);
            assertThat(joint.target.getInputStream().readNBytes(200_000)).hasSize(200_000);
            while (!joint.ask(joint.relay.get()::isSpliced)) {
                exchange(joint);
            }
            exchange(joint);
            // What is on its way is counted while it moves.
            assertThat(joint.traffic.spliced()).isPositive();
            joint.client.close();
            assertThat(joint.target.getInputStream().read()).isEqualTo(-1);
            joint.target.close();

            RelayOutcome outcome = joint.outcome();
            assertThat(outcome.end()).isEqualTo(DataEnd.COMPLETED);
            assertThat(outcome.firstByteAt()).isPresent();
            assertThat(outcome.spliced()).isEqualTo(joint.traffic.spliced());
            assertThat(joint.traffic.fromClients()).isEqualTo(outcome.fromClient());
            assertThat(joint.traffic.fromTargets()).isEqualTo(outcome.fromTarget());
            assertThat(joint.traffic.copied() + joint.traffic.spliced())
                    .isEqualTo(outcome.fromClient() + outcome.fromTarget());
        }
    }

    @Test
    void bytesThatAreWrittenWhileItDeregistersLeaveAndItCopiesOn() throws Exception {
        try (Joint joint = Joint.open(new Splicing(() -> pool, 10), RelayIdle.NEVER)) {
            exchange(joint);
            Channel client = joint.clientSide.get();
            joint.ask(() -> {
                joint.clientLeg.channelRead(
                        client.pipeline().lastContext(),
                        Unpooled.copiedBuffer("0123456789", StandardCharsets.US_ASCII));
                joint.clientLeg.channelReadComplete(client.pipeline().lastContext());
                client.write(Unpooled.copiedBuffer("late", StandardCharsets.US_ASCII));
                return true;
            });
            assertThat(joint.client.getInputStream().readNBytes(4)).asString().isEqualTo("late");
            assertThat(joint.target.getInputStream().readNBytes(10)).asString().isEqualTo("0123456789");
            exchange(joint);
            assertThat(joint.ask(joint.relay.get()::isSpliced)).isFalse();
            assertThat(client.isRegistered()).isTrue();
            joint.client.shutdownOutput();
            assertThat(joint.target.getInputStream().read()).isEqualTo(-1);
            joint.target.close();

            assertThat(joint.outcome().end()).isEqualTo(DataEnd.COMPLETED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 22, 38})
    void aRelayThatTheKernelDoesNotSpliceCopiesOn(int errno) throws Exception {
        PipePool refusing = new PipePool(new FakeSplice(most -> -errno), 2, reason -> {});
        byte[] file = new byte[3_000_000];
        new Random(7).nextBytes(file);
        try (Joint joint = Joint.open(new Splicing(() -> refusing, 0), RelayIdle.NEVER)) {
            Thread.ofVirtual().start(() -> {
                try {
                    joint.client.getOutputStream().write(file);
                    joint.client.shutdownOutput();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(joint.target.getInputStream().readAllBytes()).isEqualTo(file);
            assertThat(joint.ask(joint.relay.get()::isSpliced)).isFalse();
            joint.target.close();

            RelayOutcome outcome = joint.outcome();
            assertThat(outcome.end()).isEqualTo(DataEnd.COMPLETED);
            assertThat(outcome.fromClient()).isEqualTo(file.length);
        }
        assertThat(refusing.open()).isZero();
        assertThat(refusing.take()).isNull();
    }

    @Test
    void othersOfTheLoopHaveTheirTurn() throws Exception {
        // There is always more to move, and always room for it.
        PipePool endless = new PipePool(new FakeSplice(most -> most), 2, reason -> {});
        try (Joint joint = Joint.open(new Splicing(() -> endless, 0), RelayIdle.NEVER)) {
            while (!joint.ask(joint.relay.get()::isSpliced)) {
                Thread.onSpinWait();
            }
            joint.client.getOutputStream().write(1);
            joint.target.getOutputStream().write(2);
            while (joint.ask(joint.clientLeg::received) == 0 || joint.ask(joint.targetLeg::received) == 0) {
                Thread.onSpinWait();
            }
            long before = joint.ask(joint.clientLeg::received);
            for (int turn = 0; turn < 100; turn++) {
                joint.ask(() -> null);
            }

            assertThat(joint.ask(joint.clientLeg::received)).isGreaterThan(before);
        }
        endless.close();
        assertThat(endless.open()).isZero();
    }

    @Test
    void aTapKeepsARelayFromBeingSpliced() {
        assertThat(GuardedTap.of(() -> RelayTap.NONE)).isSameAs(RelayTap.NONE);
    }

    @Test
    void aSilencedChannelIsReadNoMore() throws Exception {
        try (Joint joint = Joint.open(new Splicing(() -> pool, 0), RelayIdle.NEVER)) {
            while (!joint.ask(joint.relay.get()::isSpliced)) {
                Thread.onSpinWait();
            }
            exchange(joint);
            joint.clientSide.get().config().setAutoRead(false);
            joint.client.getOutputStream().write(1);
            joint.target.getOutputStream().write(2);
            assertThat(joint.client.getInputStream().read()).isEqualTo(2);

            assertThat(joint.ask(joint.clientLeg::received)).isEqualTo(1);
        }
    }
}
