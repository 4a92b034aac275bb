package io.github.passage.it.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayableTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void leavesOutWhatPodmanWouldPublishOrProbeAndKeepsTheRest() throws JsonProcessingException {
        JsonNode deployment = deployment("""
                {"containers": [{"name": "a", "args": ["x"], "ports": [{"containerPort": 21}], "livenessProbe": {"exec": {}}}],
                 "volumes": [{"name": "v", "emptyDir": {}}]}
                """);

        assertThat(JSON.readTree(Playable.of(List.of(deployment)))).isEqualTo(deployment("""
                {"containers": [{"name": "a", "args": ["x"]}], "volumes": [{"name": "v", "emptyDir": {}}]}
                """));
        assertThat(deployment.at("/spec/template/spec/containers/0/ports")).hasSize(1);
    }

    @Test
    void saysOfASecretThatItMustBeThereUnlessItSaysOtherwise() throws JsonProcessingException {
        JsonNode deployment = deployment("""
                {"volumes": [{"secret": {"secretName": "a"}}, {"secret": {"secretName": "b", "optional": true}}]}
                """);

        assertThat(JSON.readTree(Playable.of(List.of(deployment)))).isEqualTo(deployment("""
                {"volumes": [{"secret": {"secretName": "a", "optional": false}}, {"secret": {"secretName": "b", "optional": true}}]}
                """));
    }

    @Test
    void leavesOutObjectsThatPodmanDoesNotKnow() throws JsonProcessingException {
        JsonNode map = JSON.readTree("{\"kind\": \"ConfigMap\"}");
        JsonNode secret = JSON.readTree("{\"kind\": \"Secret\"}");

        assertThat(Playable.of(List.of(map, JSON.readTree("{\"kind\": \"Service\"}"), secret)))
                .isEqualTo("%s%n---%n%s", map.toPrettyString(), secret.toPrettyString());
    }

    private static JsonNode deployment(String pod) throws JsonProcessingException {
        return JSON.readTree("{\"kind\": \"Deployment\", \"spec\": {\"template\": {\"spec\": " + pod + "}}}");
    }
}
