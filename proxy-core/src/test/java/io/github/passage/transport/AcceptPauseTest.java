package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptPauseTest {
    private final EmbeddedChannel control = new EmbeddedChannel();
    private final EmbeddedChannel data = new EmbeddedChannel();
    private final List<String> told = new ArrayList<>();
    private int free;
    private int looks;
    private final AcceptPause pause =
            new AcceptPause(control::eventLoop, this::look, () -> OptionalLong.of(256), new AcceptPauseListener() {
                @Override
                public void paused(String reason) {
                    told.add("paused: " + reason);
                }

                @Override
                public void resumed(Duration took) {
                    told.add("resumed after " + took.toMillis());
                }
            });

    @BeforeEach
    void listen() {
        control.freezeTime();
        pause.add(control, ConnectionKind.CONTROL);
        pause.add(data, ConnectionKind.DATA);
    }

    @AfterEach
    void close() {
        control.close();
        data.close();
    }

    private int look(int most) {
        looks++;
        return Math.min(free, most);
    }

    private void pass(long millis) {
        control.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        control.runScheduledPendingTasks();
    }

    private List<Boolean> accepting() {
        control.runPendingTasks();
        data.runPendingTasks();
        return List.of(control.config().isAutoRead(), data.config().isAutoRead());
    }

    @Test
    void allListenersStopUntilEnoughIsFreeAndOneLineTellsOfEachEnd() {
        pause.refused(Shortage.PROCESS_DESCRIPTORS);
        assertThat(accepting()).containsExactly(false, false);
        pass(100);
        pause.refused(Shortage.PROCESS_DESCRIPTORS);
        free = 2;
        pass(200);
        assertThat(accepting()).containsExactly(false, true);
        pause.refused(Shortage.PROCESS_DESCRIPTORS);
        assertThat(accepting()).containsExactly(false, false);
        free = 9;
        pass(400);
        assertThat(accepting()).containsExactly(true, true);
        assertThat(told).containsExactly("paused: " + Shortage.PROCESS_DESCRIPTORS.reason(OptionalLong.of(256)));

        pass(1000);

        assertThat(told).hasSize(2).last().isEqualTo("resumed after 1700");
        assertThat(accepting()).containsExactly(true, true);
    }

    @Test
    void whileNothingIsFreeItLooksOnceASecond() {
        pause.refused(Shortage.MEMORY);
        for (int i = 0; i < 615; i++) {
            pass(100);
        }

        assertThat(looks).isEqualTo(4 + 60);
    }

    @Test
    void aListenerThatComesDuringAPauseWaits() {
        pause.refused(Shortage.MEMORY);
        EmbeddedChannel late = new EmbeddedChannel();
        pause.add(late, ConnectionKind.DATA);
        pause.readAgain(late);
        assertThat(late.config().isAutoRead()).isFalse();

        free = 8;
        pass(100);
        late.runPendingTasks();

        assertThat(late.config().isAutoRead()).isTrue();
        late.close();
    }

    @Test
    void aListenerThatWentIsLeftAlone() {
        pause.refused(Shortage.MEMORY);
        assertThat(accepting()).containsExactly(false, false);
        pause.remove(data);
        free = 8;
        pass(100);
        pause.readAgain(data);

        assertThat(accepting()).containsExactly(true, false);
    }
}
