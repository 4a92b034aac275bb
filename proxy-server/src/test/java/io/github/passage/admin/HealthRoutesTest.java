package io.github.passage.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthRoutesTest {
    private final Asking asking = new Asking();

    @Test
    void itIsReadyWhenEveryHopListensAndHasATarget() {
        asking.states.clear();
        asking.states.add(Asking.hop(
                "edge",
                true,
                false,
                new HopState.Target("a:21", "unhealthy", "connection refused"),
                new HopState.Target("b:21", "healthy", "")));
        asking.states.add(Asking.hop("side", true, false, new HopState.Target("c:21", "initial", "")));

        Answer answer = asking.ask("GET", "/readyz");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Asking.json(answer).path("status").asText()).isEqualTo("ready");
    }

    @Test
    void itSaysWhyItIsNotReady() {
        asking.states.clear();
        asking.states.addAll(List.of(
                Asking.hop("one", true, true),
                Asking.hop("two", false, false),
                Asking.hop("three", true, false, new HopState.Target("c:21", "unhealthy", "connection refused")),
                Asking.hop("four", true, false)));

        Answer answer = asking.ask("GET", "/readyz");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(Asking.json(answer).path("reasons"))
                .extracting(reason -> reason.asText())
                .containsExactly("hop one is draining", "hop two does not listen", "hop three has no healthy target");
        assertThat(asking.ask("GET", "/healthz").status()).isEqualTo(200);
    }

    @Test
    void withoutHopsItIsNotReady() {
        asking.states.clear();

        assertThat(asking.ask("GET", "/readyz").status()).isEqualTo(503);
    }

    @Test
    void whatAnOperatorShouldKnowMakesItNoLessReady() {
        asking.notes.add(
                new ProcessNotes.Note("the changed configuration is refused", "passage.conf:3: a secret line"));

        Answer answer = asking.ask("GET", "/readyz");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Asking.json(answer).path("notes").path(0).asText())
                .isEqualTo("the changed configuration is refused: passage.conf:3: a secret line");
    }

    @Test
    void linesOfTheConfigurationAreForThoseWithTheToken() {
        asking.token = Optional.of("right"::equals);
        asking.notes.add(
                new ProcessNotes.Note("the changed configuration is refused", "passage.conf:3: a secret line"));

        Answer stranger = asking.ask("GET", "/readyz", "Authorization", "Bearer wrong");
        assertThat(stranger.status()).isEqualTo(200);
        assertThat(Asking.json(stranger).path("notes").path(0).asText())
                .isEqualTo("the changed configuration is refused");
        assertThat(asking.ask("GET", "/readyz", "Authorization", "Bearer right").body())
                .contains("passage.conf:3: a secret line");
    }

    @Test
    void aProcessThatEndsIsNotReadyThoughItsHopsListen() {
        asking.ending = Optional.of("the process is draining");

        Answer answer = asking.ask("GET", "/readyz");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(Asking.json(answer).path("reasons").path(0).asText()).isEqualTo("the process is draining");
    }
}
