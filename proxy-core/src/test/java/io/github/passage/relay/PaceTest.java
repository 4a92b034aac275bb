package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.telemetry.DataEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Relays that are held to a pace, by a clock that only the test moves. */
class PaceTest {
    private static final int BURST = 256 * 1024;
    private static final int RATE = 100_000;

    private final RelayLeg clientLeg = new RelayLeg();
    private final RelayLeg targetLeg = new RelayLeg();
    private final EmbeddedChannel client = new EmbeddedChannel(clientLeg);
    private final EmbeddedChannel target = new EmbeddedChannel(targetLeg);
    private final List<RelayOutcome> outcomes = new ArrayList<>();

    PaceTest() {
        client.freezeTime();
    }

    @AfterEach
    void releaseAll() {
        client.finishAndReleaseAll();
        target.finishAndReleaseAll();
    }

    private void join(Duration idle) {
        new Pace(RATE, client.eventLoop()).over(clientLeg, targetLeg);
        Relay.join(clientLeg, targetLeg, RelaySettings.endAfter(idle, Splicing.NEVER, new Traffic()), outcomes::add);
    }

    private static ByteBuf bytes(int count) {
        return Unpooled.wrappedBuffer(new byte[count]);
    }

    private static int written(EmbeddedChannel channel) {
        int all = 0;
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all += next.readableBytes();
            next.release();
        }
        return all;
    }

    private void pass(long millis) {
        for (long at = 0; at < millis; at += 10) {
            client.advanceTimeBy(10, TimeUnit.MILLISECONDS);
            client.runScheduledPendingTasks();
            target.runPendingTasks();
        }
    }

    @Test
    void theBurstPassesAtOnceAndTheRestAtTheRate() {
        join(Duration.ZERO);
        client.writeInbound(bytes(BURST + 300_000));

        assertThat(written(target)).isEqualTo(BURST);
        pass(1000);
        assertThat(written(target)).isBetween(RATE - RATE / 20, RATE);
        pass(1000);
        assertThat(written(target)).isBetween(RATE - RATE / 20, RATE + RATE / 20);
        pass(1100);
        assertThat(written(target)).isPositive();
        pass(1000);
        assertThat(written(target)).isZero();
        assertThat(clientLeg.received()).isEqualTo(BURST + 300_000);
    }

    @Test
    void nothingIsReadWhileSomethingIsHeld() {
        join(Duration.ZERO);
        client.writeInbound(bytes(BURST + RATE / 2));

        assertThat(client.config().isAutoRead()).isFalse();
        assertThat(target.config().isAutoRead()).isTrue();
        // The relay wants to read again once the slow side has taken something, and must not.
        client.config().setAutoRead(true);
        assertThat(client.config().isAutoRead()).isFalse();
        pass(600);
        assertThat(client.config().isAutoRead()).isTrue();
    }

    @Test
    void aSideThatTakesNothingKeepsTheOtherFromBeingRead() {
        join(Duration.ZERO);
        client.writeInbound(bytes(BURST + 1000));
        target.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        pass(1000);

        assertThat(client.config().isAutoRead()).isFalse();
        target.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        target.runPendingTasks();
        assertThat(client.config().isAutoRead()).isTrue();
    }

    @Test
    void bothDirectionsShareIt() {
        join(Duration.ZERO);
        client.writeInbound(bytes(BURST));
        written(target);
        client.writeInbound(bytes(200_000));
        target.writeInbound(bytes(200_000));

        pass(1000);
        int up = written(target);
        int down = written(client);
        assertThat(up + down).isBetween(RATE - RATE / 20, RATE);
        assertThat(Math.abs(up - down)).isLessThanOrEqualTo(RATE / 5);
    }

    @Test
    void whatCameBeforeTheJoinCounts() {
        client.writeInbound(bytes(BURST + RATE));
        join(Duration.ZERO);
        assertThat(written(target)).isEqualTo(BURST + RATE);
        client.writeInbound(bytes(10));

        pass(900);
        assertThat(written(target)).isZero();
        pass(200);
        assertThat(written(target)).isEqualTo(10);
    }

    @Test
    void theEndComesAfterAllThatWasHeld() {
        join(Duration.ZERO);
        client.writeInbound(bytes(BURST + RATE));
        client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        pass(500);
        assertThat(targetLeg.outputEnded()).isFalse();
        pass(600);
        assertThat(written(target)).isEqualTo(BURST + RATE);
        assertThat(targetLeg.outputEnded()).isTrue();
        target.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(outcomes).extracting(RelayOutcome::end).containsExactly(DataEnd.COMPLETED);
    }

    @Test
    void aPacedConnectionIsNotIdle() {
        join(Duration.ofMillis(200));
        client.writeInbound(bytes(BURST + RATE));

        pass(1000);
        assertThat(outcomes).isEmpty();
        pass(400);
        assertThat(outcomes).extracting(RelayOutcome::end).containsExactly(DataEnd.IDLE);
    }

    @Test
    void whatWasSentBeforeAResetIsPassedOnAtOnce() {
        join(Duration.ZERO);
        client.writeInbound(bytes(BURST + RATE));
        client.pipeline().fireExceptionCaught(new IOException("reset"));

        assertThat(written(target)).isEqualTo(BURST + RATE);
        assertThat(outcomes).extracting(RelayOutcome::end).containsExactly(DataEnd.CLIENT_RESET);
    }

    @Test
    void aRelayThatIsCutGivesBackWhatIsHeld() {
        new Pace(RATE, client.eventLoop()).over(clientLeg, targetLeg);
        Relay relay = Relay.join(
                clientLeg,
                targetLeg,
                RelaySettings.endAfter(Duration.ZERO, Splicing.NEVER, new Traffic()),
                outcomes::add);
        ByteBuf held = bytes(BURST + RATE);
        client.writeInbound(held);
        written(target);

        relay.cut();
        client.runPendingTasks();

        assertThat(held.refCnt()).isZero();
        pass(100);
        assertThat(outcomes).extracting(RelayOutcome::end).containsExactly(DataEnd.CUT);
    }

    @Test
    void severalRelaysShareIt() {
        Pace pace = new Pace(RATE, client.eventLoop());
        pace.over(clientLeg, targetLeg);
        pace.over(new RelayLegOfChannel().leg, new RelayLegOfChannel().leg);
        Relay.join(
                clientLeg,
                targetLeg,
                RelaySettings.endAfter(Duration.ZERO, Splicing.NEVER, new Traffic()),
                outcomes::add);
        assertThat(pace.grant(BURST + 1)).isEqualTo(BURST);
        client.writeInbound(bytes(10));

        assertThat(written(target)).isZero();
        assertThat(pace.grant(1)).isZero();
        pass(20);
        assertThat(written(target)).isEqualTo(10);
    }

    private static final class RelayLegOfChannel {
        private final RelayLeg leg = new RelayLeg();

        RelayLegOfChannel() {
            new EmbeddedChannel(leg).config().setAutoRead(false);
        }
    }
}
