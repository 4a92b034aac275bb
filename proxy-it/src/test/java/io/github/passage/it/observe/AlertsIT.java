package io.github.passage.it.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.observe.Faults.Fault;
import io.github.passage.it.tool.ItLogs;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every alert is made to fire by a real fault and to resolve by mending it, in a sixtieth of the time. */
class AlertsIT {
    private static final int DIVISOR = 60;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String CERTIFICATES = "PassageCertificateExpires";

    private final ItLogs logs = ItLogs.fresh("AlertsIT");

    @Test
    @Timeout(400)
    void everyAlertFiresByAFaultAndResolvesWhenItIsMended() throws Exception {
        try (Faults faults = Faults.open(logs)) {
            Path directory = faults.scene().directory();
            String rules = ShortenedRules.of(HelmFiles.read(HelmFiles.RULES), DIVISOR);
            Path configuration = HelmFiles.everySecond(directory, rules, faults.instances());
            try (RunningPrometheus prometheus =
                    RunningPrometheus.start(logs, configuration, directory.resolve("data"))) {
                run(faults, prometheus.api());
            }
        }
    }

    private void run(Faults faults, Prometheus prometheus) throws Exception {
        Map<String, Fault> byAlert = faults.byAlert();
        assertThat(prometheus.rules().stream().map(Rule::name))
                .containsExactlyInAnyOrderElementsOf(withCertificates(byAlert.keySet()));
        await("every instance scraped")
                .atMost(LIMIT)
                .until(() -> prometheus.instant("up == 1").size()
                        == faults.instances().size());

        Map<String, Closeable> begun = new LinkedHashMap<>();
        for (Map.Entry<String, Fault> each : byAlert.entrySet()) {
            begun.put(each.getKey(), each.getValue().begin());
        }
        Set<String> fired = new LinkedHashSet<>();
        Set<String> texts = new LinkedHashSet<>();
        await("all fire").atMost(LIMIT).pollInterval(POLL).untilAsserted(() -> {
            inState(prometheus, Rule.FIRING).forEach(rule -> {
                fired.add(rule.name());
                texts.addAll(rule.texts());
            });
            assertThat(fired).containsAll(byAlert.keySet());
        });
        assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContain("<error", "<no value>", "NaN", "{{"));

        for (Closeable fault : begun.values()) {
            fault.close();
        }
        // Not all at one time: a loaded machine may make an event loop late at any moment
        Set<String> resolved = new LinkedHashSet<>();
        await("all resolve").atMost(LIMIT).pollInterval(POLL).untilAsserted(() -> {
            inState(prometheus, Rule.INACTIVE).forEach(rule -> resolved.add(rule.name()));
            assertThat(resolved).containsAll(withCertificates(byAlert.keySet()));
            assertThat(inState(prometheus, Rule.FIRING)).isEmpty();
        });
    }

    private static List<Rule> inState(Prometheus prometheus, String state) {
        return prometheus.rules().stream()
                .filter(rule -> rule.state().equals(state))
                .toList();
    }

    private static Set<String> withCertificates(Set<String> alerts) {
        Set<String> all = alerts.stream().collect(Collectors.toCollection(LinkedHashSet::new));
        all.add(CERTIFICATES);
        return all;
    }
}
