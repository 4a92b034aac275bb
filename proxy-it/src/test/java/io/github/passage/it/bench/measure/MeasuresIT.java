package io.github.passage.it.bench.measure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.bench.subject.Subject;
import io.github.passage.it.bench.subject.Subjects;
import io.github.passage.it.program.PassageProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The bench measures the program: how well, only a run with nothing beside it can tell. */
@EnabledOnOs(OS.LINUX)
class MeasuresIT {
    private static final Extent LITTLE = new Extent(16 << 20, 2, Duration.ofMillis(200), 100);
    /** Another one for each process, beside that of the bench. */
    private static final int NETWORK = 64 + (int) (ProcessHandle.current().pid() % 60);

    @TempDir
    private Path work;

    @Test
    void everyFigureOfPassageAndOfNoProxyIsFound() throws IOException {
        List<Subject> subjects = Subjects.all(PassageProcess.program(), work).stream()
                .filter(subject -> Set.of(Subjects.DIRECT, Subjects.PASSAGE).contains(subject.name()))
                .toList();
        List<Measure> measures = Stream.of(Measure.Kind.values())
                .filter(kind -> kind != Measure.Kind.IDLE)
                .flatMap(kind -> Measure.of(kind, LITTLE).stream())
                .toList();
        try (Fleet fleet = Fleet.start(subjects, work, NETWORK)) {
            Rounds rounds = new Rounds(fleet, subjects, measures, _ -> {});
            rounds.run(0, 2);

            assertThat(rounds.failures()).isEmpty();
            assertThat(rounds.samples())
                    .allSatisfy(sample ->
                            assertThat(sample.value()).as(sample.toString()).isPositive());
            Map<String, Set<Metric>> found =
                    rounds.samples().stream().collect(groupingBy(Sample::subject, mapping(Sample::metric, toSet())));
            assertThat(found.get(Subjects.PASSAGE))
                    .containsAll(found.get(Subjects.DIRECT))
                    .contains(
                            Metric.STOR_8_CPU, Metric.SESSIONS_CPU, Metric.NOOP_P99, Metric.START, Metric.IDLE_MEMORY);
        }
    }
}
