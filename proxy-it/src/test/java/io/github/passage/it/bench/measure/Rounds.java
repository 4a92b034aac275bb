package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.subject.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Every measure of every subject, round after round: in a round each subject is measured once, in an order that turns from round to round, so
 * that what else the machine does falls on all alike. Rounds before the first are not counted, since a virtual machine compiles in them.
 */
public final class Rounds {
    private final Fleet fleet;
    private final List<Subject> subjects;
    private final List<Measure> measures;
    private final Consumer<String> progress;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * Rounds.
     *
     * @param progress told a line before each measure
     */
    public Rounds(Fleet fleet, List<Subject> subjects, List<Measure> measures, Consumer<String> progress) {
        this.fleet = fleet;
        this.subjects = subjects;
        this.measures = measures;
        this.progress = progress;
    }

    /**
     * Runs all.
     *
     * @param warmUps rounds that are not counted
     * @param rounds that are
     */
    public void run(int warmUps, int rounds) {
        for (int i = 0; i < warmUps; i++) {
            for (Measure measure : measures) {
                IntStream.range(0, measure.timesToWarmUp()).forEach(_ -> round(measure, -1, rounds));
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Measure measure : measures) {
                round(measure, round, rounds);
            }
        }
    }

    private void round(Measure measure, int round, int rounds) {
        progress.accept(
                "%s: %s".formatted(round < 0 ? "warm-up" : "round " + (round + 1) + " of " + rounds, measure.name()));
        for (int i = 0; i < subjects.size(); i++) {
            Subject subject = subjects.get((i + Math.max(0, round)) % subjects.size());
            if (measure.applies(subject)) {
                once(measure, subject, round);
            }
        }
    }

    private void once(Measure measure, Subject subject, int round) {
        List<Sample> found = new ArrayList<>();
        try {
            measure.measure(
                    fleet, subject, (metric, value) -> found.add(new Sample(round, subject.name(), metric, value)));
            if (round >= 0) {
                samples.addAll(found);
            }
        } catch (IOException | IllegalStateException e) {
            String failure =
                    "%s, %s, round %d: %s".formatted(subject.name(), measure.name(), round + 1, e.getMessage());
            failures.add(failure);
            progress.accept("failed: " + failure);
        }
    }

    /** What was found. */
    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** What could not be measured, with the reason. */
    public List<String> failures() {
        return List.copyOf(failures);
    }
}
