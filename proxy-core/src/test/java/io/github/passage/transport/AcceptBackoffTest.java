package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.transport.AcceptBackoff.Admitted;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AcceptBackoffTest {
    private final AcceptBackoff backoff = new AcceptBackoff();

    @ParameterizedTest(name = "{0} free")
    @CsvSource({
        "0, NOTHING, false, false",
        "1, NOTHING, false, false",
        "2, DATA, true, false",
        "7, DATA, true, false",
        "8, ALL, true, true"
    })
    void whatIsFreeDecidesWhatIsAccepted(int free, Admitted admitted, boolean data, boolean control) {
        backoff.refused();

        Admitted now = backoff.look(most -> Math.min(free, most));

        assertThat(now).isEqualTo(admitted);
        assertThat(now.includes(ConnectionKind.DATA)).isEqualTo(data);
        assertThat(now.includes(ConnectionKind.RELAYED)).isEqualTo(data);
        assertThat(now.includes(ConnectionKind.CONTROL)).isEqualTo(control);
    }

    /**
     * A course of events.
     *
     * @param events what happens: a refusal, or a look that finds so many free
     * @param delays the time to the next look after each, in milliseconds; 0 when no look is due
     */
    record Course(List<Object> events, List<Long> delays) {}

    private static final String REFUSAL = "refusal";

    static Stream<Course> courses() {
        return Stream.of(
                new Course(List.of(), List.of()),
                new Course(List.of(REFUSAL), List.of(100L)),
                new Course(List.of(REFUSAL, REFUSAL, REFUSAL), List.of(100L, 100L, 100L)),
                new Course(List.of(REFUSAL, 0, 1, 0, 2, 0), List.of(100L, 200L, 400L, 800L, 1000L, 1000L)),
                new Course(List.of(REFUSAL, 0, REFUSAL, 0), List.of(100L, 200L, 200L, 400L)),
                new Course(List.of(REFUSAL, 8, 0), List.of(100L, 1000L, 0L)),
                new Course(List.of(REFUSAL, 8, REFUSAL, 0, 8, 8), List.of(100L, 1000L, 1000L, 1000L, 1000L, 0L)),
                new Course(List.of(REFUSAL, 8, 8, REFUSAL, 0), List.of(100L, 1000L, 0L, 100L, 200L)));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void itLooksLessAndLessOftenUntilNothingWasRefusedForASecond(Course course) {
        assertThat(course.events().stream().map(this::delayAfter)).isEqualTo(course.delays());
    }

    private long delayAfter(Object event) {
        if (event instanceof Integer free) {
            backoff.look(most -> Math.min(free, most));
        } else {
            backoff.refused();
        }
        return backoff.isOver() ? 0 : backoff.delayMillis();
    }

    @Test
    void aPauseBeginsOnceUntilItIsOver() {
        assertThat(backoff.refused()).isTrue();
        assertThat(backoff.refused()).isFalse();
        backoff.look(most -> most);
        assertThat(backoff.refused()).as("while it tries").isFalse();
        backoff.look(most -> most);
        backoff.look(most -> most);
        assertThat(backoff.isOver()).isTrue();
        assertThat(backoff.refused()).isTrue();
    }

    @Test
    void theEndOfTheQuietSecondOpensNoSockets() {
        backoff.refused();
        backoff.look(most -> most);

        Admitted last = backoff.look(most -> {
            throw new AssertionError("asked for " + most);
        });

        assertThat(last).isEqualTo(Admitted.ALL);
    }
}
