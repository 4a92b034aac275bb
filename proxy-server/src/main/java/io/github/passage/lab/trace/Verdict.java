package io.github.passage.lab.trace;

import io.github.passage.lab.verdict.Cause;
import io.github.passage.lab.verdict.Failure;
import io.github.passage.lab.verdict.Step;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * How a transfer or a session ended.
 *
 * @param failure where and why it failed, with real addresses; empty if the client got what it asked for
 * @param sentences what happened and why
 * @param helps what would help, where that does not depend on the client; empty to have it found
 */
record Verdict(Optional<Failure> failure, List<String> sentences, List<String> helps) {
    Verdict {
        sentences = List.copyOf(sentences);
        helps = List.copyOf(helps);
    }

    static Verdict success(String sentence) {
        return new Verdict(Optional.empty(), List.of(sentence), List.of());
    }

    static Verdict failed(Step step, Cause cause, String... sentences) {
        return new Verdict(Optional.of(Failure.of(step, cause)), List.of(sentences), List.of());
    }

    /** The hop that the client reached found no server behind it. */
    static Verdict unreachable() {
        return failed(
                Step.CONNECT,
                Cause.SERVER_DOWN,
                "The control connection was accepted, and no server behind the hop took it; through a real load balancer the"
                        + " connect itself would fail.");
    }

    /** The same with an address that is to blame. */
    Verdict at(InetAddress address, String announcer) {
        return new Verdict(
                failure.map(known -> new Failure(known.step(), Optional.of(address), announcer, known.cause())),
                sentences,
                helps);
    }

    /** The same with what helps. */
    Verdict helpedBy(String... what) {
        return new Verdict(failure, sentences, List.of(what));
    }

    boolean success() {
        return failure.isEmpty();
    }
}
