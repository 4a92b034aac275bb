package io.github.passage.it.bench.report;

import io.github.passage.it.bench.measure.Bar;
import io.github.passage.it.bench.measure.Metric;
import io.github.passage.it.bench.measure.Sample;
import io.github.passage.it.bench.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * All figures, by metric and subject.
 *
 * @param subjects by name, in order
 * @param figures by metric, then by subject, of each round
 */
public record Results(List<String> subjects, SequencedMap<Metric, Map<String, List<Double>>> figures) {
    /**
     * Passage at a bar.
     *
     * @param ratio to the best of those compared with, or to the number
     * @param met whether it is good enough
     */
    public record Verdict(double ratio, boolean met) {}

    /** Sorts samples, and derives what a proxy adds to a round trip from the same round without one. */
    public static Results of(List<String> subjects, List<Sample> samples) {
        List<Sample> all = new ArrayList<>(samples);
        all.addAll(added(samples, Metric.NOOP_P50, Metric.NOOP_P50_ADDED));
        all.addAll(added(samples, Metric.NOOP_P99, Metric.NOOP_P99_ADDED));
        SequencedMap<Metric, Map<String, List<Double>>> figures = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            Map<String, List<Double>> bySubject = new LinkedHashMap<>();
            for (Sample sample : all) {
                if (sample.metric() == metric) {
                    bySubject
                            .computeIfAbsent(sample.subject(), _ -> new ArrayList<>())
                            .add(sample.value());
                }
            }
            if (!bySubject.isEmpty()) {
                figures.put(metric, bySubject);
            }
        }
        return new Results(List.copyOf(subjects), figures);
    }

    private static List<Sample> added(List<Sample> samples, Metric whole, Metric added) {
        Map<Integer, Double> direct = new TreeMap<>();
        samples.stream()
                .filter(sample -> sample.metric() == whole && sample.subject().equals(Subjects.DIRECT))
                .forEach(sample -> direct.put(sample.round(), sample.value()));
        return samples.stream()
                .filter(sample -> sample.metric() == whole
                        && !sample.subject().equals(Subjects.DIRECT)
                        && direct.containsKey(sample.round()))
                .map(sample -> new Sample(
                        sample.round(), sample.subject(), added, sample.value() - direct.get(sample.round())))
                .toList();
    }

    /** A subject's figures of a metric, if it has any. */
    public Optional<Summary> summary(Metric metric, String subject) {
        return Optional.ofNullable(figures.getOrDefault(metric, Map.of()).get(subject))
                .map(Summary::of);
    }

    /** Passage at a metric's bar, if there is a bar and all figures that it needs. */
    public Optional<Verdict> verdict(Metric metric) {
        Optional<Summary> own = summary(metric, Subjects.PASSAGE);
        if (metric.bar().isEmpty() || own.isEmpty()) {
            return Optional.empty();
        }
        Bar bar = metric.bar().get();
        OptionalDouble ratio = bar.ratio(own.get().median(), medians(metric), metric.higherIsBetter());
        return ratio.isPresent()
                ? Optional.of(new Verdict(ratio.getAsDouble(), bar.met(ratio.getAsDouble(), metric.higherIsBetter())))
                : Optional.empty();
    }

    /** A proxy's figure to the best of those that the bar compares with. */
    public OptionalDouble ratioToBest(Metric metric, String subject) {
        Optional<Bar> bar = metric.bar().filter(some -> !some.isNumber());
        Optional<Summary> own = summary(metric, subject);
        return bar.isEmpty() || own.isEmpty() || subject.equals(Subjects.DIRECT)
                ? OptionalDouble.empty()
                : bar.get().ratio(own.get().median(), medians(metric), metric.higherIsBetter());
    }

    /** Passage with metrics to Passage without, round by round, if both were measured in all of them. */
    public Optional<Summary> costOfMetrics(Metric metric) {
        Map<String, List<Double>> bySubject = figures.getOrDefault(metric, Map.of());
        List<Double> with = bySubject.getOrDefault(Subjects.PASSAGE, List.of());
        List<Double> without = bySubject.getOrDefault(Subjects.UNMETERED, List.of());
        if (with.isEmpty() || with.size() != without.size()) {
            return Optional.empty();
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < with.size(); round++) {
            ratios.add(with.get(round) / without.get(round));
        }
        return Optional.of(Summary.of(ratios));
    }

    private Map<String, Double> medians(Metric metric) {
        Map<String, Double> medians = new LinkedHashMap<>();
        figures.getOrDefault(metric, Map.of())
                .forEach((subject, values) ->
                        medians.put(subject, Summary.of(values).median()));
        return medians;
    }
}
