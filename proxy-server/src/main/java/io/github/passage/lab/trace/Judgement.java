package io.github.passage.lab.trace;

import io.github.passage.lab.live.VerdictView;
import io.github.passage.lab.verdict.Failure;
import io.github.passage.telemetry.SessionRef;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A verdict with all that can be said.
 *
 * @param failure in simulated addresses; empty if it worked
 * @param sentences what, why, what helps
 * @param fixes what helps, least disturbing first
 */
record Judgement(SessionRef session, Optional<Failure> failure, List<String> sentences, List<String> fixes) {
    Judgement {
        sentences = List.copyOf(sentences);
        fixes = List.copyOf(fixes);
    }

    VerdictView view(long number) {
        return new VerdictView(
                number,
                Instant.now().toString(),
                session.toString(),
                failure.isEmpty(),
                failure.map(known -> known.step().label()).orElse(""),
                failure.flatMap(Failure::address)
                        .map(InetAddress::getHostAddress)
                        .orElse(""),
                failure.map(Failure::announcer).orElse(""),
                failure.map(known -> known.cause().label()).orElse(""),
                fixes,
                sentences);
    }
}
