package io.github.passage.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {
    private final Asking asking = new Asking();
    private final JsonNode document = Asking.json(asking.ask("GET", "/api/v1/openapi.json"));

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        List<String> described = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(document.path("openapi").asText()).startsWith("3.1.");
        assertThat(asking.router().routes())
                .extracting(route -> route.method() + " " + route.path())
                .containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void whatNeedsNoTokenIsDescribedSo() {
        for (Route route : asking.router().routes()) {
            JsonNode operation = document.path("paths")
                    .path(route.path())
                    .path(route.method().toLowerCase(Locale.ROOT));
            assertThat(operation.has("security")).as(route.path()).isEqualTo(!route.isOpen());
            assertThat(operation.path("responses").has("401")).as(route.path()).isEqualTo(!route.isOpen());
        }
    }

    @Test
    void answersHaveTheFieldsThatAreDescribed() {
        asking.open("edge", 1);
        Map<String, String> schemas = Map.of(
                "/healthz", "Health",
                "/readyz", "Readiness",
                "/api/v1/sessions", "SessionPage",
                "/api/v1/drain", "Drains",
                "/api/v1/log-level", "LogLevels",
                "/nowhere", "Problem");

        schemas.forEach((path, schema) -> assertThat(fields(Asking.json(asking.ask("GET", path))))
                .as(path)
                .containsExactlyInAnyOrderElementsOf(described(schema)));
        List<String> session = new ArrayList<>(described("Session"));
        session.add("transcript");
        assertThat(fields(Asking.json(asking.ask("GET", "/api/v1/sessions/edge-1"))))
                .containsExactlyInAnyOrderElementsOf(session);
    }

    @Test
    void everyReferenceInItLeadsSomewhere() {
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        assertThat(Optional.of(
                        document.path("components").path("securitySchemes").path("token")))
                .isPresent();
    }

    private List<String> described(String schema) {
        return fields(document.path("components").path("schemas").path(schema).path("properties"));
    }

    private static List<String> fields(JsonNode object) {
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }
}
