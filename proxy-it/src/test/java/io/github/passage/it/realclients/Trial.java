package io.github.passage.it.realclients;

import io.github.passage.lab.predict.Forecast;
import io.github.passage.lab.predict.Outcome;
import io.github.passage.lab.predict.Route;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One run of a real program, and what was foretold of it.
 *
 * @param setting what the lab was set to, for people
 * @param route from where to where
 */
record Trial(String setting, Route route, RealProgram program, Forecast forecast, ClientRun run) {
    private static final int SHOWN = 600;

    boolean agrees() {
        return run.isForetold(forecast);
    }

    /** A line for the table. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-8s %-34s %-20s %-22s %-10s %5.1f s%s  foretold: %s",
                agrees() ? "agrees" : "DIFFERS",
                setting,
                route,
                program.profile(),
                run.result(),
                run.took().toMillis() / 1000.0,
                run.ended() ? "" : " (ended by force)",
                foretold());
    }

    private String foretold() {
        return forecast.outcomes().stream().map(Trial::words).distinct().collect(Collectors.joining(" or "));
    }

    private static String words(Outcome outcome) {
        return outcome.result().label() + " " + outcome.dialled();
    }

    /** The line, and what the program printed. */
    String report() {
        String output = run.output();
        return line() + " unanswered: " + run.unanswered() + "\n"
                + output.substring(Math.max(0, output.length() - SHOWN));
    }
}
