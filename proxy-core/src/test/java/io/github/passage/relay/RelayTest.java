package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.telemetry.DataEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private final RelayLeg clientLeg = new RelayLeg();
    private final RelayLeg targetLeg = new RelayLeg();
    private final EmbeddedChannel client = new EmbeddedChannel(clientLeg);
    private final EmbeddedChannel target = new EmbeddedChannel(targetLeg);
    private final List<RelayOutcome> outcomes = new ArrayList<>();

    RelayTest() {
        // One clock for both, that only tests move.
        client.freezeTime();
    }

    @AfterEach
    void releaseAll() {
        client.finishAndReleaseAll();
        target.finishAndReleaseAll();
    }

    private Relay join(Duration idle) {
        return Relay.join(
                clientLeg, targetLeg, RelaySettings.endAfter(idle, Splicing.NEVER, new Traffic()), outcomes::add);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static String written(EmbeddedChannel channel) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.append(next.toString(StandardCharsets.US_ASCII));
            next.release();
        }
        return all.toString();
    }

    @Test
    void bytesGoBothWays() {
        join(Duration.ZERO);

        client.writeInbound(bytes("up"));
        target.writeInbound(bytes("down"));

        assertThat(written(target)).isEqualTo("up");
        assertThat(written(client)).isEqualTo("down");
        assertThat(outcomes).isEmpty();
    }

    @Test
    void whatCameBeforeTheJoinIsPassedOnInOrder() {
        client.writeInbound(bytes("one "));
        client.writeInbound(bytes("two "));
        join(Duration.ZERO);
        client.writeInbound(bytes("three"));

        assertThat(written(target)).isEqualTo("one two three");
    }

    @Test
    void whatCameAndEndedBeforeTheJoinIsPassedOnWithItsEnd() {
        client.writeInbound(bytes("all of it"));
        client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        join(Duration.ZERO);

        assertThat(written(target)).isEqualTo("all of it");
        assertThat(targetLeg.outputEnded()).isTrue();
        assertThat(outcomes).isEmpty();
    }

    @Test
    void bothEndsCompleteTheRelayWithItsByteCounts() {
        join(Duration.ZERO);
        client.writeInbound(bytes("12345"));
        target.writeInbound(bytes("123"));

        client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(outcomes).isEmpty();
        target.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.end()).isEqualTo(DataEnd.COMPLETED);
            assertThat(outcome.fromClient()).isEqualTo(5);
            assertThat(outcome.fromTarget()).isEqualTo(3);
        });
        assertThat(client.isOpen() || target.isOpen()).isFalse();
    }

    @Test
    void aLostSideEndsTheOther() {
        join(Duration.ZERO);

        target.pipeline().fireExceptionCaught(new IOException("reset"));

        assertThat(outcomes).extracting(RelayOutcome::end).containsExactly(DataEnd.TARGET_RESET);
        assertThat(client.isOpen() || target.isOpen()).isFalse();
    }

    @Test
    void aSideThatWasLostBeforeTheJoinEndsTheRelayAtOnce() {
        client.writeInbound(bytes("lost"));
        client.close().syncUninterruptibly();
        join(Duration.ZERO);

        assertThat(outcomes).extracting(RelayOutcome::end).containsExactly(DataEnd.CLIENT_RESET);
        assertThat(target.isOpen()).isFalse();
    }

    @Test
    void aLegThatIsNeverJoinedHoldsNothingAfterItsEnd() {
        ByteBuf held = bytes("held");
        client.writeInbound(held);

        client.close().syncUninterruptibly();

        assertThat(held.refCnt()).isZero();
    }

    @Test
    void theRelayEndsOnceOnly() {
        Relay relay = join(Duration.ofSeconds(5));

        relay.cut();
        relay.cut();
        client.close().syncUninterruptibly();
        target.close().syncUninterruptibly();

        assertThat(outcomes).extracting(RelayOutcome::end).containsExactly(DataEnd.CUT);
    }

    @Test
    void bytesAfterTheEndAreReleased() {
        ChannelHandlerContext context = client.pipeline().context(clientLeg);
        join(Duration.ZERO).cut();
        ByteBuf late = bytes("late");

        clientLeg.channelRead(context, late);

        assertThat(late.refCnt()).isZero();
    }

    @Test
    void aRelayWithoutBytesIsIdle() {
        join(Duration.ofMinutes(5));

        client.advanceTimeBy(299, TimeUnit.SECONDS);
        client.runScheduledPendingTasks();
        assertThat(outcomes).isEmpty();

        client.advanceTimeBy(2, TimeUnit.SECONDS);
        client.runScheduledPendingTasks();
        assertThat(outcomes).extracting(RelayOutcome::end).containsExactly(DataEnd.IDLE);
        assertThat(outcomes.getFirst().took()).isEqualTo(Duration.ofSeconds(301));
    }

    @Test
    void bytesOfEitherSideKeepARelayFromBeingIdle() {
        Relay relay = join(Duration.ofMinutes(5));
        for (int i = 0; i < 10; i++) {
            client.advanceTimeBy(200, TimeUnit.SECONDS);
            client.runScheduledPendingTasks();
            (i % 2 == 0 ? client : target).writeInbound(bytes("x"));
        }

        assertThat(outcomes).isEmpty();
        assertThat(relay.idleFor()).isZero();
        assertThat(written(client) + written(target)).hasSize(10);
    }

    @Test
    void aRelayWithoutIdleTimeoutNeverIs() {
        join(Duration.ZERO);

        client.advanceTimeBy(7, TimeUnit.DAYS);
        client.runScheduledPendingTasks();

        assertThat(outcomes).isEmpty();
    }
}
