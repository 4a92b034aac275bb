package io.github.passage.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server's own chart can have Passage's container, volumes and all around it. */
class OwnChartTest {
    @TempDir
    private Path directory;

    @Test
    void theContainerIsThatOfTheWorkedExample() {
        JsonNode expected = Chart.copy(directory)
                .render(Combinations.SIDECAR_DEFAULT.values())
                .passage();

        Rendering rendering = Chart.copyExample(directory).render("");

        assertThat(rendering.passage()).isEqualTo(expected);
        assertThat(rendering.all("Deployment")).hasSize(1);
        assertThat(rendering.podSpec().at("/securityContext/sysctls/0/value").asText())
                .isEqualTo("21");
        assertThat(rendering.configuration().orElseThrow()).contains("target = \"127.0.0.1:2121\"");
    }

    @Test
    void theServiceFindsTheOtherChartsPods() {
        Rendering rendering = Chart.copyExample(directory).render("passage: {networkPolicy: {enabled: true}}");

        JsonNode labels = rendering.workload().at("/spec/template/metadata/labels");
        assertThat(rendering.service().orElseThrow().at("/spec/selector")).isEqualTo(labels);
        assertThat(rendering.get("NetworkPolicy", "demo-passage").at("/spec/podSelector/matchLabels"))
                .isEqualTo(labels);
    }

    @Test
    void everyObjectIsKnown() {
        Rendering rendering = Chart.copyExample(directory).render("passage: {reload: rollout}");

        assertThat(rendering.objects()).isNotEmpty().allSatisfy(object -> {
            HasMetadata known = StrictModels.read(object).orElseThrow();
            assertThat(StrictModels.unknownFields(known)).isEmpty();
        });
        assertThat(rendering
                        .workload()
                        .at("/spec/template/metadata/annotations/checksum~1config")
                        .asText())
                .hasSize(64);
    }
}
