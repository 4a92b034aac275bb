package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.IpLiteral;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownNameTest {
    private static final Inet4Address ONE = IpLiteral.parseV4("10.0.0.1").orElseThrow();
    private static final Inet4Address TWO = IpLiteral.parseV4("10.0.0.2").orElseThrow();

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final Deque<Promise<List<InetAddress>>> questions = new ArrayDeque<>();
    private final KnownName name = new KnownName(clock.eventLoop(), () -> {
        Promise<List<InetAddress>> asked = clock.eventLoop().newPromise();
        questions.add(asked);
        return asked;
    });

    @BeforeEach
    void freeze() {
        clock.freezeTime();
    }

    private CompletableFuture<List<Inet4Address>> lookUp() {
        CompletableFuture<List<Inet4Address>> result = new CompletableFuture<>();
        name.lookUp(result);
        return result;
    }

    private void answer(Inet4Address... addresses) {
        questions.remove().setSuccess(List.of(addresses));
        clock.runPendingTasks();
    }

    private void fail() {
        questions.remove().setFailure(new IOException("no name server answers"));
        clock.runPendingTasks();
    }

    private void pass(long millis) {
        clock.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        clock.runScheduledPendingTasks();
    }

    private void know(Inet4Address... addresses) {
        lookUp();
        answer(addresses);
    }

    @Test
    void theFirstAnswerIsWaitedForHoweverLong() {
        CompletableFuture<List<Inet4Address>> first = lookUp();
        CompletableFuture<List<Inet4Address>> second = lookUp();
        pass(4000);
        assertThat(first).isNotDone();
        assertThat(questions).hasSize(1);

        answer(TWO, ONE);
        assertThat(first).isCompletedWithValue(List.of(TWO, ONE));
        assertThat(second).isCompletedWithValue(List.of(TWO, ONE));
    }

    @Test
    void anAnswerInTimeIsTheAnswer() {
        know(ONE);
        CompletableFuture<List<Inet4Address>> asked = lookUp();
        pass(299);
        assertThat(asked).isNotDone();

        answer(TWO);
        assertThat(asked).isCompletedWithValue(List.of(TWO));
    }

    @Test
    void aLateAnswerIsForThoseWhoAskAfterIt() {
        know(ONE);
        CompletableFuture<List<Inet4Address>> asked = lookUp();
        pass(300);
        assertThat(asked).isCompletedWithValue(List.of(ONE));
        assertThat(lookUp()).isCompletedWithValue(List.of(ONE));
        assertThat(questions).hasSize(1);

        answer(TWO);
        CompletableFuture<List<Inet4Address>> later = lookUp();
        answer(TWO);
        assertThat(later).isCompletedWithValue(List.of(TWO));
    }

    @Test
    void whileTheNameServersFailTheLastGoodAnswerIsThereAtOnceAndTheyAreAskedNowAndThen() {
        know(ONE);
        CompletableFuture<List<Inet4Address>> asked = lookUp();
        fail();
        assertThat(asked).isCompletedWithValue(List.of(ONE));
        pass(4999);
        assertThat(lookUp()).isCompletedWithValue(List.of(ONE));
        assertThat(questions).isEmpty();

        pass(1);
        CompletableFuture<List<Inet4Address>> again = lookUp();
        answer(TWO);
        assertThat(again).isCompletedWithValue(List.of(TWO));
    }

    @Test
    void anUnknownNameThatFailsIsAskedForAgainLater() {
        CompletableFuture<List<Inet4Address>> asked = lookUp();
        fail();
        assertThat(asked).isCompletedWithValue(List.of());
        assertThat(lookUp()).isCompletedWithValue(List.of());
        assertThat(questions).isEmpty();

        pass(5000);
        CompletableFuture<List<Inet4Address>> again = lookUp();
        answer(ONE);
        assertThat(again).isCompletedWithValue(List.of(ONE));
    }
}
