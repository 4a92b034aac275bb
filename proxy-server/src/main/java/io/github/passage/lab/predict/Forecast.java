package io.github.passage.lab.predict;

import java.util.List;
import java.util.Optional;

/**
 * What may become of a transfer: one outcome, or several where a load balancer chooses.
 *
 * @param outcomes distinct, at least one
 */
public record Forecast(List<Outcome> outcomes) {
    /** Copies the list. */
    public Forecast {
        outcomes = outcomes.stream().distinct().toList();
    }

    /** Whether it works, whatever a load balancer chooses. */
    public boolean works() {
        return outcomes.stream().allMatch(Outcome::works);
    }

    /** Whether it works with some choices of a load balancer, and fails with others. */
    public boolean isChance() {
        return !works() && outcomes.stream().anyMatch(Outcome::works);
    }

    /** The first outcome that fails. */
    public Optional<Outcome> failing() {
        return outcomes.stream().filter(outcome -> !outcome.works()).findFirst();
    }
}
