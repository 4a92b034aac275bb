package io.github.passage.lab.matrix;

import io.github.passage.lab.predict.Fix;
import io.github.passage.lab.predict.Forecast;
import io.github.passage.lab.predict.Outcome;
import io.github.passage.lab.predict.Route;
import io.github.passage.lab.verdict.Failure;
import java.util.List;
import java.util.Optional;

/**
 * One transfer that was foretold and then really tried.
 *
 * @param route from where to where
 * @param forecast what was foretold
 * @param observed what happened; it has no failure, since a client cannot tell why
 * @param repeats how often it was done again since it had come out otherwise, 0 to 2
 * @param verdict why it failed, as far as the forecast explains what was observed; empty if it worked
 * @param fixes the single changes that make it work; empty if it worked
 * @param transcript what was said and done, a line each
 */
public record Trial(
        Route route,
        Forecast forecast,
        Outcome observed,
        int repeats,
        Optional<Failure> verdict,
        List<Fix> fixes,
        List<String> transcript) {
    /** Copies the lists. */
    public Trial {
        fixes = List.copyOf(fixes);
        transcript = List.copyOf(transcript);
    }

    /** Whether what happened is what was foretold: the commands, the addresses dialled, and the end. */
    public boolean agrees() {
        return agreeing(forecast, observed).isPresent();
    }

    /** The foretold outcome that was observed. */
    static Optional<Outcome> agreeing(Forecast forecast, Outcome observed) {
        return forecast.outcomes().stream()
                .filter(foretold -> foretold.result() == observed.result()
                        && foretold.methods().equals(observed.methods())
                        && foretold.dialled().equals(observed.dialled()))
                .findFirst();
    }
}
