package io.github.passage.it.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with values is said with the path of the value. */
class RefusalsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mode: gatway                             | '/mode': value must be one of 'gateway', 'sidecar', 'lab'
            dataports: 9000-9001                     | additional properties 'dataports' not allowed
            dataPorts: 8192:8200                     | '/dataPorts': '8192:8200' does not match pattern
            dataPorts: 70000                         | '/dataPorts': maximum: got 70
            admin: {prt: 1}                          | '/admin': additional properties 'prt' not allowed
            admin: {token: short}                    | '/admin/token'
            service: {type: Nodeport}                | '/service/type': value must be one of
            service: {nlb: {crosszone: true}}        | '/service/nlb': additional properties 'crosszone' not allowed
            service: {nodePorts: {first: 0}}         | '/service/nodePorts/first'
            targets: [ftp.example.com]               | '/targets/0': 'ftp.example.com' does not match pattern
            targets: a:21                            | '/targets': got string, want array
            admit: [10.0.0.0/33]                     | '/admit/0': '10.0.0.0/33' does not match pattern
            networkPolicy: {clients: [everybody]}    | '/networkPolicy/clients/0'
            timeouts: {login: 30}                    | '/timeouts/login'
            timeouts: {logon: 30s}                   | '/timeouts': additional properties 'logon' not allowed
            drain: {grace: 500ms}                    | '/drain/grace': '500ms' does not match pattern
            limits: {sessions: -1}                   | '/limits/sessions'
            dataPeer: prefix/33                      | '/dataPeer'
            proxyProtocol: {header: later}           | '/proxyProtocol/header': value must be one of 'late', 'first'
            passiveAddressRules: [{client: 1}]       | '/passiveAddressRules/0': additional properties 'client' not allowed
            passiveAddress: 'a b'                    | '/passiveAddress': 'a b' does not match pattern
            image: {digest: latest}                  | '/image/digest'
            resources: {limit: {}}                   | '/resources': additional properties 'limit' not allowed
            drain: {delay: soon}                     | '/drain/delay': 'soon' does not match pattern
            refusedSources: ignore                   | '/refusedSources': value must be one of '', 'reject', 'reply', 'drop'
            reload: 'on'                             | '/reload': value must be one of 'live', 'rollout'
            """)
    void theSchemaNamesThePath(String values, String expected) {
        assertThatThrownBy(() -> Chart.copy(directory).render(values)).hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            targets: []                                                      | targets: [] (expected: at least one FTP server
            dataPorts: 8200-8192                                             | dataPorts: 8200-8192 (expected: first-last
            dataPorts: 9000-10000                                            | dataPorts: 9000-10000 (expected: at most 1000
            dataPorts: 2000-2200                                             | controlPort: 2121 (expected: no port of dataPorts
            admin: {port: 8195}                                              | admin.port: 8195 (expected: no port of dataPorts
            replicaCount: 2                                                  | replicaCount: 2 (expected: 1, or handover.enabled=true
            autoscaling: {enabled: true}                                     | autoscaling.maxReplicas: 8 (expected: 1, or handover
            autoscaling: {enabled: true, minReplicas: 9}                     | autoscaling.minReplicas: 9 (expected: at most
            handover: {enabled: true}                                        | handover.trusted: [] (expected: the networks
            handover: {enabled: true, slots: 10, trusted: [10.0.0.0/8]}      | handover.slots: 10 (expected: at most as many as
            passiveAddress: keep, handover: {enabled: true, trusted: [10.0.0.0/8]} | passiveAddress: keep (expected: any other
            auth: pass, handover: {enabled: true, trusted: [10.0.0.0/8]}     | auth: pass (expected: refuse with handover
            service: {type: LoadBalancer}                                    | passiveAddress: auto (expected: the load balancer's
            service: {type: NodePort, nodePorts: {first: 65530}}             | service.nodePorts.first: 65530 (expected: room
            service: {type: NodePort, nodePorts: {control: 30200}}           | service.nodePorts.control: 30200 (expected: no port
            proxyProtocol: {accept: required}                                | proxyProtocol.trusted: [] (expected: the networks
            mode: sidecar                                                    | sidecar.server.image: none (expected: the image
            mode: sidecar, sidecar: {deployment: false}                      | sidecar.podLabels: {} (expected: the labels
            mode: sidecar, sidecar: {server: {image: a, passivePorts: 8200}} | sidecar.server.passivePorts: 8200 (expected: no port
            mode: sidecar, sidecar: {server: {image: a, port: 21}}           | sidecar.server.port: 21 (expected: another port
            mode: sidecar, replicaCount: 2, sidecar: {server: {image: a}}    | replicaCount: 2 (expected: 1 in mode sidecar
            drain: {delay: 11m}                                              | drain.delay: 11m (expected: at most 10m)
            drain: {grace: 2h}                                               | drain.grace: 2h (expected: at most 1h)
            service: {type: NodePort, clusterIP: None}                       | service.clusterIP: None (expected: an address or nothing
            service: {clusterIP: None, sessionAffinity: ClientIP}            | service.sessionAffinity: ClientIP (expected: None with
            service: {nlb: {enabled: true}}                                  | service.type: ClusterIP (expected: LoadBalancer with
            refusedSources: drop, deny: ['2001:db8::1']                      | refusedSources: drop (expected: reject or reply
            refusedSources: drop, admit: [10.0.0.0/8], proxyProtocol: {accept: required, trusted: ['fd00::/8']} | refusedSources: drop (expected: reject or reply
            refusedSources: drop, admit: [10.0.0.0/8], listenAddresses: ['[::]'] | refusedSources: drop (expected: reject or reply
            listenAddresses: [0.0.0.0], service: {ipFamilyPolicy: PreferDualStack} | listenAddresses: 0.0.0.0 (expected: {[::]} with
            dataPorts: 9622-9699, handover: {enabled: true, trusted: [10.0.0.0/8]} | handover.port: 9622 (expected: no port
            """)
    void theTemplatesNameTheValue(String values, String expected) {
        String given = values.startsWith("targets") ? "{" + values + "}" : "{targets: ['a:21'], " + values + "}";

        assertThatThrownBy(() -> Chart.copy(directory).render(given)).hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dataPorts: 8192-8241, service: {type: LoadBalancer, nlb: {enabled: true}}                  | at most 49 ports
            proxyProtocol: {accept: off}, service: {type: LoadBalancer, nlb: {enabled: true, proxyProtocol: true}} | proxyProtocol.accept
            service: {type: LoadBalancer, nlb: {enabled: true, targetType: instance, proxyProtocol: true}} | externalTrafficPolicy: Local
            """)
    void whatNoNlbCanDoIsRefused(String values, String expected) {
        String given = "{targets: ['a:21'], passiveAddress: 192.0.2.1, "
                + values.replace("accept: off", "accept: 'off'") + "}";

        assertThatThrownBy(() -> Chart.copy(directory).render(given)).hasMessageContaining(expected);
    }

    @Test
    void theLinterHasNothingToSay() {
        LintResult result = new Chart(Chart.SOURCES).lint();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages())
                .filteredOn(message -> !message.contains("icon"))
                .isEmpty();
    }

    @Test
    void everyValueIsInTheSchemaAndNothingElse() throws IOException {
        JsonNode values =
                Rendering.YAML.readTree(Chart.SOURCES.resolve("values.yaml").toFile());
        JsonNode schema = Rendering.JSON.readTree(
                Chart.SOURCES.resolve("values.schema.json").toFile());

        List<String> different = new ArrayList<>();
        compare(values, schema, "", different);
        assertThat(different).isEmpty();
    }

    private static void compare(JsonNode values, JsonNode schema, String path, List<String> different) {
        if (!schema.has("properties")) {
            return;
        }
        if (schema.path("additionalProperties").asBoolean(true)) {
            different.add(path + " takes anything");
        }
        schema.path("properties").fieldNames().forEachRemaining(key -> {
            // What Helm gives to every chart that others depend on; and checks that the program has defaults for.
            boolean absent = (path.isEmpty() && key.equals("global")) || path.equals("/healthCheck");
            if (!values.has(key) && !absent) {
                different.add(path + "/" + key + " only in the schema");
            }
        });
        values.properties().forEach(entry -> {
            String key = path + "/" + entry.getKey();
            if (!schema.path("properties").has(entry.getKey())) {
                different.add(key + " only in the values");
            }
            compare(entry.getValue(), schema.path("properties").path(entry.getKey()), key, different);
        });
    }
}
