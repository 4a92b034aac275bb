package io.github.passage.metrics;

import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HandOverSide;

/** What is counted of the data connections that replicas of a hop hand over to each other. */
final class HandOverMeters {
    private final Tally<HandOverResult> out = new Tally<>(HandOverResult.class, HandOverResult::label);
    private final Tally<HandOverResult> in = new Tally<>(HandOverResult.class, HandOverResult::label);

    void count(HandOverSide side, HandOverResult result) {
        (side == HandOverSide.OUT ? out : in).count(result);
    }

    void tell(Series series, String hop) {
        out.each((result, sum) -> series.count(Family.HANDOVERS, sum, hop, HandOverSide.OUT.label(), result));
        in.each((result, sum) -> series.count(Family.HANDOVERS, sum, hop, HandOverSide.IN.label(), result));
    }
}
