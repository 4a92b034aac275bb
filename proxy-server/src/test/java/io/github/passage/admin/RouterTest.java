package io.github.passage.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private final Asking asking = new Asking();

    @ParameterizedTest(name = "{0} {1} with {2}: {3} {4}")
    @CsvSource(nullValues = "-", delimiter = '|', quoteCharacter = '`', textBlock = """
            GET     | /nowhere                           | -                              | 404 | unknown-path    | path: "/nowhere" (expected: one of /api/v1/openapi.json)
            GET     | /api/v1/sessions/                  | -                              | 404 | unknown-path    | path: "/api/v1/sessions/" (expected: one of /api/v1/openapi.json)
            GET     | /api/v1/sessions/edge%239          | -                              | 404 | unknown-session | session: "edge#9" (expected: one of /api/v1/sessions, such as edge%233 or edge-3)
            GET     | /api/v1/sessions/edge              | -                              | 404 | unknown-session | session: "edge" (expected: one of /api/v1/sessions, such as edge%233 or edge-3)
            DELETE  | /api/v1/sessions/edge%2399         | -                              | 404 | unknown-session | session: "edge#99" (expected: one of /api/v1/sessions, such as edge%233 or edge-3)
            GET     | /api/v1/sessions/%zz               | -                              | 400 | bad-value       | "%zz" (expected: percent-encoding)
            GET     | /api/v1/sessions?limit=0           | -                              | 400 | bad-value       | limit: 0 (expected: 1-1000)
            GET     | /api/v1/sessions?limit=all         | -                              | 400 | bad-value       | limit: "all" (expected: 1-1000)
            GET     | /api/v1/sessions?cursor=x          | -                              | 400 | bad-value       | cursor: "x" (expected: next of the page before)
            GET     | /api/v1/sessions?page=2            | -                              | 400 | bad-value       | query: unknown parameter "page" (expected: one of cursor, hop, limit, state)
            POST    | /healthz                           | -                              | 405 | wrong-method    | POST (expected: one of GET, HEAD)
            OPTIONS | /api/v1/drain                      | -                              | 405 | wrong-method    | OPTIONS (expected: one of GET, HEAD, POST)
            POST    | /api/v1/drain                      | {"hop": "far"}                 | 404 | unknown-hop     | hop: "far" (expected: one of edge, side)
            POST    | /api/v1/drain                      | {"hup": "edge"}                | 400 | bad-value       | hup: unknown field (expected: hop)
            POST    | /api/v1/drain                      | {"hop": 1}                     | 400 | bad-value       | hop: not a text (expected: a text)
            POST    | /api/v1/drain                      | []                             | 400 | bad-value       | body: not an object (expected: a JSON object)
            POST    | /api/v1/drain                      | {} {}                          | 400 | bad-value       | body: more than an object (expected: a JSON object)
            PUT     | /api/v1/log-level                  | {"logger": "ROOT"}             | 400 | bad-value       | level: missing (expected: a text)
            PUT     | /api/v1/log-level                  | {"logger":"a","level":"LOUD"}  | 400 | bad-value       | level: "LOUD" (expected: one)
            """)
    void aWrongRequestIsAnsweredWithAProblem(
            String method, String target, String body, int status, String kind, String detail) {
        Answer answer = asking.send(method, target, Optional.ofNullable(body).orElse(""));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        JsonNode problem = Asking.json(answer);
        assertThat(problem.path("type").asText()).isEqualTo("urn:passage:" + kind);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isEqualTo(detail);
        assertThat(answer.headers().containsKey("Allow")).isEqualTo(status == 405);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET,/healthz,200",
        "HEAD,/healthz,200",
        "GET,/readyz,200",
        "GET,/metrics,200",
        "GET,/api/v1/sessions,200",
        "HEAD,/api/v1/sessions,200",
        "GET,/api/v1/drain,200",
        "GET,/api/v1/log-level,200",
        "GET,/api/v1/config,200",
        "GET,/api/v1/openapi.json,200"
    })
    void whatIsThereIsAnswered(String method, String target, int status) {
        assertThat(asking.ask(method, target).status()).isEqualTo(status);
    }

    @Test
    void brokenJsonIsSaidToBeSo() {
        Answer answer = asking.send("POST", "/api/v1/drain", "{\"hop\"");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Asking.json(answer).path("detail").asText()).startsWith("body: not JSON: ");
    }

    @Test
    void aChangeMustBeJsonEvenWithoutABody() {
        assertThat(asking.ask("POST", "/api/v1/drain").status()).isEqualTo(415);
        assertThat(asking.ask("PUT", "/api/v1/log-level", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(asking.drained).isEmpty();
    }

    @Test
    void sessionsComeNewestFirstAndInPages() {
        asking.open("edge", 1);
        asking.open("side", 1);
        asking.open("edge", 2);

        JsonNode first = Asking.json(asking.ask("GET", "/api/v1/sessions?limit=2"));
        assertThat(first.path("sessions").findValuesAsText("id")).containsExactly("edge#2", "side#1");
        assertThat(first.path("total").asInt()).isEqualTo(3);
        JsonNode second = Asking.json(asking.ask(
                "GET", "/api/v1/sessions?limit=2&cursor=" + first.path("next").asText()));
        assertThat(second.path("sessions").findValuesAsText("id")).containsExactly("edge#1");
        assertThat(second.path("next").isNull()).isTrue();
        JsonNode side = Asking.json(asking.ask("GET", "/api/v1/sessions?hop=side&state=connecting"));
        assertThat(side.path("sessions").findValuesAsText("id")).containsExactly("side#1");
    }

    @ParameterizedTest
    @CsvSource({"edge%231", "edge-1", "edge%2D1"})
    void oneSessionIsFoundByEitherFormOfItsId(String id) {
        asking.open("edge", 1);
        JsonNode session = Asking.json(asking.ask("GET", "/api/v1/sessions/" + id));

        assertThat(session.path("id").asText()).isEqualTo("edge#1");
        assertThat(session.path("client").asText()).isEqualTo("192.0.2.7:40001");
        assertThat(session.path("commands").path("USER").asInt()).isOne();
        assertThat(session.path("transcript").get(0).asText()).isEqualTo("> USER anna");
    }

    @Test
    void anIdCountsFromTheLastHyphen() {
        assertThat(SessionRoutes.reference("my-edge-7-12")).contains(new SessionRef("my-edge-7", 12));
    }

    @Test
    void anOpenSessionIsEndedAndOneThatHasEndedIsNot() {
        asking.open("edge", 1);
        asking.open("edge", 99);
        asking.tell(
                "edge",
                99,
                new SessionFact.Closed(SessionEnd.QUIT, InetAddress.getLoopbackAddress(), Duration.ofSeconds(1)));

        assertThat(asking.ask("DELETE", "/api/v1/sessions/edge%231").status()).isEqualTo(202);
        Answer late = asking.ask("DELETE", "/api/v1/sessions/edge%2399");
        assertThat(late.status()).isEqualTo(409);
        assertThat(Asking.json(late).path("detail").asText()).isEqualTo("session edge#99: quit (expected: open)");
        assertThat(asking.ended).containsExactly(new SessionRef("edge", 1), new SessionRef("edge", 99));
    }

    @Test
    void allHopsAreDrainedOrOne() {
        assertThat(asking.send("POST", "/api/v1/drain", "{\"hop\": \"side\"}").status())
                .isEqualTo(202);
        assertThat(asking.drained).containsExactly("side");
        assertThat(asking.send("POST", "/api/v1/drain", "").status()).isEqualTo(202);
        assertThat(asking.drained).containsExactly("side", "edge", "side");
    }

    @Test
    void levelsAreShownAndSet() {
        JsonNode levels =
                Asking.json(asking.send("PUT", "/api/v1/log-level", "{\"logger\": \"passage\", \"level\": \"DEBUG\"}"));

        assertThat(levels.path("levels").path("passage").asText()).isEqualTo("DEBUG");
        assertThat(levels.path("levels").path("ROOT").asText()).isEqualTo("INFO");
    }

    @Test
    void secretsOfTheConfigurationAreMasked() {
        JsonNode config = Asking.json(asking.ask("GET", "/api/v1/config"));

        assertThat(config.path("password").asText()).isEqualTo("***");
        assertThat(config.path("listen").asText()).isEqualTo("0.0.0.0:21");
    }

    @Test
    void metricsComeInTheFormatThatIsAskedFor() {
        Answer answer = asking.ask("GET", "/metrics", "Accept", "application/openmetrics-text");
        assertThat(answer.type()).isEqualTo("application/openmetrics-text");
        assertThat(answer.body()).isEqualTo("passage_sessions_open 2\n");

        asking.metrics = Optional.empty();
        assertThat(Asking.json(asking.ask("GET", "/metrics")).path("detail").asText())
                .isEqualTo("metrics: off (expected: passage.metrics = on)");
    }
}
