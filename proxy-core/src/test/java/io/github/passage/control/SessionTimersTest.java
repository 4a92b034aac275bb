package io.github.passage.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.ftp.ReplyLine;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTimersTest {
    private static final SessionEvent CLIENT_ENDED = new SessionEvent.HalfClosed(SessionEvent.Side.CLIENT);
    private static final SessionEvent REPLY = new SessionEvent.ServerSent(ReplyLine.of(200, "ok"));

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final List<SessionTimer> out = new ArrayList<>();

    @BeforeEach
    void freeze() {
        clock.freezeTime();
    }

    private SessionTimers started(int controlIdle) {
        Duration day = Duration.ofDays(1);
        SessionTimers timers = new SessionTimers(
                clock.eventLoop(), new SessionTimeouts(day, Duration.ofSeconds(controlIdle), day, day), out::add);
        timers.start();
        return timers;
    }

    private void pass(int seconds) {
        clock.advanceTimeBy(seconds, TimeUnit.SECONDS);
        clock.runScheduledPendingTasks();
    }

    @ParameterizedTest
    @CsvSource({"1800, 60", "61, 60", "60, 60", "20, 20"})
    void onceTheClientHasEndedTheSessionIsIdleAfterAMinuteAtTheLatest(int controlIdle, int expected) {
        SessionTimers timers = started(controlIdle);
        pass(controlIdle - 1);
        timers.touch(CLIENT_ENDED);

        pass(expected - 1);
        assertThat(out).isEmpty();
        pass(1);
        assertThat(out).containsExactly(SessionTimer.CONTROL_IDLE);
    }

    @Test
    void aServerThatGoesOnIsHeardOut() {
        SessionTimers timers = started(1800);
        timers.touch(CLIENT_ENDED);
        for (int i = 0; i < 5; i++) {
            pass(59);
            timers.touch(REPLY);
        }
        assertThat(out).isEmpty();

        pass(60);
        assertThat(out).containsExactly(SessionTimer.CONTROL_IDLE);
    }

    @Test
    void whereATransferKeepsTheSessionItIsLookedAtAgain() {
        SessionTimers timers = started(1800);
        timers.touch(CLIENT_ENDED);
        pass(60);
        pass(60);
        assertThat(out).containsExactly(SessionTimer.CONTROL_IDLE, SessionTimer.CONTROL_IDLE);
    }

    @Test
    void theServersHalfCloseChangesNothing() {
        SessionTimers timers = started(1800);
        timers.touch(new SessionEvent.HalfClosed(SessionEvent.Side.SERVER));
        pass(1799);
        assertThat(out).isEmpty();
    }

    @Test
    void aClientThatEndsAfterItsSessionStartsNoTimer() {
        SessionTimers timers = started(1800);
        timers.stop();
        timers.touch(CLIENT_ENDED);
        pass(100_000);
        assertThat(out).isEmpty();
    }

    @Test
    void beforeThatItIsIdleAfterItsOwnTime() {
        SessionTimers timers = started(1800);
        pass(1799);
        timers.touch(REPLY);
        pass(1799);
        assertThat(out).isEmpty();
        pass(1);
        assertThat(out).containsExactly(SessionTimer.CONTROL_IDLE);
    }
}
