package io.github.passage.hop;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one name. Whoever asks gets the name servers' answer, or the last good one where theirs takes long, which is then
 * there for those who ask later (RFC 8767 section 5 proposes 1.8 s; whoever waits here is a client before its greeting). A failure is
 * remembered for a while, so that an outage costs a question now and then instead of one for each session. Confined to one event loop.
 */
final class KnownName {
    /** Hundreds of times what a name server near by takes, and less than a person notices. */
    static final Duration PATIENCE = Duration.ofMillis(300);

    /** RFC 2308 section 7.1 allows five minutes, but a mended name server should be noticed soon. */
    static final Duration FAILURE_REMEMBERED = Duration.ofSeconds(5);

    private final EventExecutor loop;
    private final Supplier<Future<List<InetAddress>>> question;
    private final List<CompletableFuture<List<Inet4Address>>> waiting = new ArrayList<>();
    private List<Inet4Address> lastGood = List.of();
    private boolean known;
    private boolean asking;
    private boolean late;
    private boolean failed;
    private long failedAt;
    private @Nullable Future<?> patience;

    /**
     * Nothing yet.
     *
     * @param question asks the name servers; done on the event loop
     */
    KnownName(EventExecutor loop, Supplier<Future<List<InetAddress>>> question) {
        this.loop = loop;
        this.question = question;
    }

    /** Completes with the addresses, in the order of the answer; empty if none are known. */
    void lookUp(CompletableFuture<List<Inet4Address>> result) {
        if (late || hasJustFailed()) {
            result.complete(lastGood);
            return;
        }
        waiting.add(result);
        if (!asking) {
            ask();
        }
    }

    private boolean hasJustFailed() {
        return failed && loop.ticker().nanoTime() - failedAt < FAILURE_REMEMBERED.toNanos();
    }

    private void ask() {
        asking = true;
        question.get().addListener(this::answered);
        if (asking && known) {
            patience = loop.schedule(this::waitNoLonger, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void waitNoLonger() {
        late = asking;
        answerAll();
    }

    private void answered(Future<? super List<InetAddress>> answer) {
        asking = false;
        late = false;
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
        failed = !answer.isSuccess();
        if (failed) {
            failedAt = loop.ticker().nanoTime();
        } else {
            known = true;
            lastGood = onlyV4((List<?>) answer.getNow());
        }
        answerAll();
    }

    private void answerAll() {
        List<CompletableFuture<List<Inet4Address>>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(each -> each.complete(lastGood));
    }

    private static List<Inet4Address> onlyV4(List<?> answers) {
        return answers.stream()
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .toList();
    }
}
