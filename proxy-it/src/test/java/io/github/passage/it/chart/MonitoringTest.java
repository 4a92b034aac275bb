package io.github.passage.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics, rules, dashboard, token and notes. */
class MonitoringTest {
    private static final String WATCHED = """
            targets: ['a:21']
            serviceMonitor: {enabled: true}
            prometheusRule: {enabled: true}
            dashboard: {enabled: true}
            """;

    @TempDir
    private Path directory;

    @Test
    void rulesAndDashboardAreThoseOfTheRepository() throws IOException {
        Rendering rendering = Chart.copy(directory).render(WATCHED);

        JsonNode rules = Rendering.YAML.readTree(
                Chart.SOURCES.resolve("alerts/passage.rules.yml").toFile());
        assertThat(rendering.get("PrometheusRule", "demo-passage").path("spec")).isEqualTo(rules);
        JsonNode dashboard = rendering.get("ConfigMap", "demo-passage-dashboard");
        assertThat(dashboard.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
        assertThat(Rendering.JSON.readTree(dashboard.at("/data/passage.json").asText()))
                .isEqualTo(Rendering.JSON.readTree(
                        Chart.SOURCES.resolve("dashboards/passage.json").toFile()));
    }

    @Test
    void aPackageHoldsRulesAndDashboardButNoPictureAndNoTests() throws IOException {
        new Helm(Chart.SOURCES).packageIt().withDestination(directory).call();

        try (InputStream in = new GZIPInputStream(Files.newInputStream(directory.resolve("passage-0.1.0.tgz")))) {
            // Of an archive with names and texts as they are.
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains(
                            "passage/alerts/passage.rules.yml", "passage/dashboards/passage.json", "passage/README.md")
                    .doesNotContain("passage/dashboards/passage.png", "passage/examples", "passage/prometheus.yml")
                    .doesNotContain("passage/alerts/passage.test.yml", "passage/METRICS.md");
        }
    }

    @Test
    void theTokenGoesIntoASecretUnlessThereIsOne() {
        JsonNode secret = Chart.copy(directory).render("targets: ['a:21']").get("Secret", "demo-passage-admin");

        assertThat(new String(
                        Base64.getDecoder().decode(secret.at("/data/token").asText()), StandardCharsets.US_ASCII))
                .isEqualTo(Chart.TOKEN);
        assertThat(Chart.copy(directory)
                        .render("{targets: ['a:21'], admin: {existingSecret: mine}}")
                        .all("Secret"))
                .isEmpty();
    }

    @Test
    void aRolloutIsForcedByAChangeOnlyWhereThatIsWishedFor() {
        String rollout = "targets: ['a:21']\nreload: rollout\n";

        assertThat(checksum("targets: ['a:21']")).isEmpty();
        assertThat(checksum(rollout)).isNotEmpty().isNotEqualTo(checksum(rollout + "epsv: refuse"));
        assertThat(checksum(rollout)).isEqualTo(checksum(rollout + "podLabels: {a: b}"));
    }

    private String checksum(String values) {
        return Chart.copy(directory).render(values).checksum("config");
    }

    @Test
    void notesSayWhatToTryNext() {
        assertThat(notes("targets: ['a:21']"))
                .contains(
                        "curl -v ftp://demo-passage.files.svc.cluster.local:21/",
                        "rollout status deployment/demo-passage");
        assertThat(notes("{targets: ['a:21'], service: {type: NodePort}}")).contains("ftp://NODE-ADDRESS:30021/");
        assertThat(notes("{targets: ['a:21'], service: {clusterIP: None}}"))
                .contains("curl -v ftp://demo-passage.files.svc.cluster.local:2121/");
        assertThat(notes("{targets: ['a:21'], passiveAddress: zero, service: {type: LoadBalancer}}"))
                .contains("get service demo-passage");
        assertThat(notes("{targets: ['a:21'], handover: {enabled: true, trusted: [10.0.0.0/8]}}"))
                .contains("statefulset/demo-passage");
        assertThat(notes("{mode: sidecar, sidecar: {server: {image: 'vsftpd:1'}}}"))
                .contains("beside vsftpd:1")
                .contains("helm -n files test demo");
        assertThat(notes("mode: lab")).contains("port-forward deployment/demo-passage 8180");
        assertThat(notes("{targets: ['a:21'], service: {type: NodePort, externalTrafficPolicy: Cluster}}"))
                .contains("Note: with externalTrafficPolicy Cluster");
        assertThat(notes("{targets: ['a:21'], handover: {enabled: true, trusted: [10.0.0.0/8]}}"))
                .contains("Note: a client address can have only 1 transfer waiting at once");
        assertThat(notes("{targets: ['a:21'], handover: {enabled: true, slots: 2, trusted: [10.0.0.0/8]}}"))
                .doesNotContain("waiting at once");
    }

    private String notes(String values) {
        return Chart.copy(directory).render(values).notes();
    }
}
