package io.github.passage.it.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.bench.measure.Metric;
import io.github.passage.it.bench.measure.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsTest {
    private static final List<String> SUBJECTS =
            List.of("direct", "passage", "haproxy-splice", "haproxy-copy", "nginx");

    private static Results of(Metric metric, double direct, double passage, double splice, double copy, double nginx) {
        List<Double> values = List.of(direct, passage, splice, copy, nginx);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            samples.add(new Sample(0, SUBJECTS.get(i), metric, values.get(i)));
        }
        return Results.of(SUBJECTS, samples);
    }

    @ParameterizedTest
    @CsvSource({
        "RETR_MEMORY_1_CPU,  0.24, 0.30, 0.50, 0.40, 0.8,  true",
        "RETR_MEMORY_1_CPU,  0.28, 0.30, 0.50, 0.40, 0.93, false",
        "RETR_MEMORY_1_RATE, 1100, 1000, 800,  900,  1.1,  true",
        "RETR_MEMORY_1_RATE, 1000, 1000, 800,  900,  1,    false",
        "SESSIONS_CPU,       0.6,  0.6,  0.5,  0.1,  1.2,  true",
        "SESSIONS_RATE,      900,  800,  700,  1200, 1.12, true",
        "SESSION_AT_9000,    6,    3,    3,    9,    0.5,  true",
        "START,              330,  50,   50,   50,   1.1,  false",
    })
    void passageIsComparedWithTheBestOfThoseThatTheBarNames(
            Metric metric, double passage, double splice, double copy, double nginx, double ratio, boolean met) {
        Results.Verdict verdict =
                of(metric, 0.001, passage, splice, copy, nginx).verdict(metric).orElseThrow();

        assertThat(verdict.ratio()).isCloseTo(ratio, org.assertj.core.data.Offset.offset(0.01));
        assertThat(verdict.met()).isEqualTo(met);
    }

    @Test
    void whatAProxyAddsIsTakenFromTheSameRound() {
        Results results = Results.of(
                SUBJECTS,
                Stream.of(
                                new Sample(0, "direct", Metric.NOOP_P50, 20),
                                new Sample(0, "passage", Metric.NOOP_P50, 50),
                                new Sample(1, "direct", Metric.NOOP_P50, 40),
                                new Sample(1, "passage", Metric.NOOP_P50, 80),
                                new Sample(2, "passage", Metric.NOOP_P50, 500))
                        .toList());

        assertThat(results.figures().get(Metric.NOOP_P50_ADDED)).containsOnlyKeys("passage");
        assertThat(results.summary(Metric.NOOP_P50_ADDED, "passage")).contains(new Summary(35, 30, 40, 2));
    }

    @Test
    void whatMetricsCostIsTheMedianOfTheRatiosOfRounds() {
        Results results = Results.of(
                List.of("passage", "passage-unmetered"),
                List.of(
                        new Sample(0, "passage", Metric.STOR_1_CPU, 3),
                        new Sample(0, "passage-unmetered", Metric.STOR_1_CPU, 2),
                        new Sample(1, "passage", Metric.STOR_1_CPU, 5),
                        new Sample(1, "passage-unmetered", Metric.STOR_1_CPU, 5)));

        assertThat(results.costOfMetrics(Metric.STOR_1_CPU)).contains(new Summary(1.25, 1, 1.5, 2));
        assertThat(results.costOfMetrics(Metric.STOR_1_RATE)).isEmpty();
        assertThat(Table.lines(results)).anyMatch(line -> line.matches(" {2}metrics on/off +1\\.25 .*"));
    }

    @Test
    void withoutAPeerThereIsNoVerdict() {
        Results results = Results.of(SUBJECTS, List.of(new Sample(0, "passage", Metric.STOR_1_CPU, 0.3)));

        assertThat(results.verdict(Metric.STOR_1_CPU)).isEmpty();
    }

    @Test
    void theTableTellsMedianSpreadRatioAndWhetherTheBarIsMet() {
        assertThat(Table.lines(of(Metric.RETR_MEMORY_1_CPU, 0, 0.24, 0.3, 0.5, 0.4)))
                .startsWith("CPU of it [s/GiB], bar <= 0.9 x best peer: met at 0.800")
                .anyMatch(line -> line.matches(" {2}passage +0\\.240 +0\\.240 - 0\\.240 +n=1 +0\\.800 x best"))
                .anyMatch(line -> line.matches(" {2}direct +0\\.000 +0\\.000 - 0\\.000 +n=1"));
    }
}
