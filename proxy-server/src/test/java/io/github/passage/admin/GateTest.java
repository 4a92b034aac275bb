package io.github.passage.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private final Asking asking = new Asking();

    @ParameterizedTest(name = "Host {0}, Origin {1}, any host {2}: {3}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            127.0.0.1:9621  | -                       | false | 200
            127.0.0.1       | -                       | false | 200
            localhost:9621  | -                       | false | 200
            LocalHost       | -                       | false | 200
            [::1]:9621      | -                       | false | 200
            10.42.0.17:9621 | -                       | false | 200
            rebound.example | -                       | false | 403
            rebound.example:9621 | -                  | false | 403
            localhost.evil  | -                       | false | 403
            passage.svc:9621| -                       | true  | 200
            127.0.0.1:9621  | http://127.0.0.1:9621   | false | 200
            127.0.0.1:9621  | http://evil.example     | false | 403
            127.0.0.1:9621  | null                    | false | 403
            127.0.0.1:9621  | http://127.0.0.1:8080   | false | 403
            passage.svc:9621| http://evil.example     | true  | 403
            """)
    void aRequestThatAForeignPageMadeABrowserSendIsRefused(String host, String origin, boolean anyHost, int status) {
        asking.anyHost = anyHost;
        Answer answer = origin == null
                ? asking.ask("GET", "/healthz", "Host", host)
                : asking.ask("GET", "/healthz", "Host", host, "Origin", origin);

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void aRequestMustHaveOneHost() {
        Request none = new Request("GET", "/healthz", "", Map.of(), () -> new byte[0]);
        Request two = new Request("GET", "/healthz", "", Map.of("Host", List.of("a", "b")), () -> new byte[0]);

        assertThat(asking.router().answer(none).status()).isEqualTo(400);
        assertThat(asking.router().answer(two).status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            /api/v1/sessions, -,               401
            /api/v1/sessions, Bearer right,    200
            /api/v1/sessions, bearer  right,   200
            /api/v1/sessions, Bearer wrong,    401
            /api/v1/sessions, Basic right,     401
            /api/v1/sessions, Bearer,          401
            /metrics,         -,               401
            /metrics,         Bearer right,    200
            /nowhere,         -,               401
            /nowhere,         Bearer right,    404
            /healthz,         -,               200
            /readyz,          Bearer wrong,    200
            """)
    void allButHealthNeedsTheToken(String path, String authorization, int status) {
        asking.token = Optional.of("right"::equals);
        Answer answer = authorization == null
                ? asking.ask("GET", path)
                : asking.ask("GET", path, "Authorization", authorization);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().containsKey("WWW-Authenticate")).isEqualTo(status == 401);
    }

    @Test
    void aWrongTokenIsToldApartFromNone() {
        asking.token = Optional.of("right"::equals);

        assertThat(asking.ask("GET", "/metrics").headers()).containsValue("Bearer realm=\"passage\"");
        assertThat(asking.ask("GET", "/metrics", "Authorization", "Bearer x").headers())
                .containsValue("Bearer realm=\"passage\", error=\"invalid_token\"");
    }
}
