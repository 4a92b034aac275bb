package io.github.passage.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.config.ProxyConfig;
import io.github.passage.reload.ReloadPreview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change of values starts new pods where the program that runs in them would refuse it, and only there. */
class RestartTest {
    private static final String BASE = "targets: ['ftp.example.com:21']";
    private static final String TAKEN = """
            targets: ['a.example:21', 'b.example:21']   | balance: source-hash
            healthCheck: {interval: 7s}                 | healthCheck: {interval: 9s}
            passiveAddress: 203.0.113.5                 | passiveAddress: zero
            epsv: pass                                  | passiveAddressRules: [{clients: 10.0.0.0/8, address: control}]
            dataPeer: same                              | dataPeer: any
            epsv: pass                                  | epsv: refuse
            auth: refuse                                | auth: pass
            dialFrom: ''                                | dialFrom: 10.1.0.5
            admit: [10.0.0.0/8]                         | admit: [10.0.0.0/9]
            deny: []                                    | deny: [198.51.100.0/24]
            refusedSources: reject                      | refusedSources: reply
            refusedSources: reject                      | refusedSources: drop
            timeouts: {login: 20s}                      | timeouts: {login: 30s}
            limits: {sessions: 10}                      | limits: {sessions: 20}
            eventLoops: ''                              | eventLoops: auto
            proxyProtocol: {send: 'off'}                | proxyProtocol: {send: v2}
            proxyProtocol: {accept: 'off'}              | proxyProtocol: {accept: required, trusted: [10.1.0.0/16]}
            proxyProtocol: {accept: required, trusted: [10.1.0.0/16]} | proxyProtocol: {accept: required, trusted: [10.2.0.0/16]}
            drain: {grace: 25s}                         | drain: {grace: 40s}
            dataPorts: 8192-8200                        | dataPorts: 9000-9009
            controlPort: 2121                           | controlPort: 2100
            handover: {slots: 8}                        | handover: {slots: 4}
            clusterDomain: cluster.local                | clusterDomain: example.net
            service: {type: NodePort}                   | service: {type: NodePort, nodePorts: {first: 31000}}
            config: {extra: ''}                         | config: {extra: passage.hops.ftp.timeouts.login = 5s}
            {refusedSources: drop, deny: [198.51.100.7], proxyProtocol: {accept: required, trusted: [10.1.0.0/16]}} \
                    | {refusedSources: drop, deny: [198.51.100.7], proxyProtocol: {accept: required, trusted: [10.2.0.0/16]}}
            {refusedSources: drop, admit: [10.0.0.0/8]} \
                    | {refusedSources: drop, admit: [10.0.0.0/8], epsv: refuse, proxyProtocol: {trusted: [10.1.0.0/16]}}
            {handover: {enabled: true, tls: {enabled: true, key: K, ca: A, certificate: C}}} \
                    | {handover: {enabled: true, tls: {enabled: true, key: L, ca: B, certificate: D}}}
            {handover: {enabled: true, trusted: [10.0.0.0/8]}} \
                    | {handover: {enabled: true, trusted: [10.0.0.0/8]}, epsv: refuse, proxyProtocol: {send: v1}}
            """;
    private static final String REFUSED = """
            eventLoops: 2                               | eventLoops: 3
            admin: {port: 9621}                         | admin: {port: 9622}
            hopName: ftp                                | hopName: edge
            listenAddresses: [0.0.0.0]                  | listenAddresses: ['[::]']
            listenAddresses: [0.0.0.0]                  | listenAddresses: [10.0.0.5]
            {refusedSources: drop, admit: [10.0.0.0/8]} | {refusedSources: drop, admit: [10.0.0.0/9]}
            {refusedSources: drop, deny: [10.0.0.1]}    | {refusedSources: drop, deny: [10.0.0.2]}
            {refusedSources: drop, deny: [10.0.0.1]}    | {refusedSources: reply, deny: [10.0.0.1]}
            {refusedSources: reject, admit: [10.0.0.1]} | {refusedSources: drop, admit: [10.0.0.1]}
            {refusedSources: drop, admit: [10.0.0.1], proxyProtocol: {accept: required, trusted: [10.1.0.0/16]}} \
                    | {refusedSources: drop, admit: [10.0.0.1], proxyProtocol: {accept: required, trusted: [10.2.0.0/16]}}
            {refusedSources: drop, admit: [10.0.0.1]} \
                    | {refusedSources: drop, admit: [10.0.0.1], proxyProtocol: {accept: optional, trusted: [10.2.0.0/16]}}
            {handover: {enabled: true, trusted: [10.0.0.0/8]}} | {handover: {enabled: true, trusted: [10.0.0.0/9]}}
            {handover: {enabled: true, trusted: [10.0.0.0/8]}} | {handover: {enabled: true, trusted: [10.0.0.0/8], slots: 4}}
            {handover: {enabled: true, trusted: [10.0.0.0/8]}} | {handover: {enabled: true, trusted: [10.0.0.0/8], port: 9700}}
            {handover: {enabled: true, trusted: [10.0.0.0/8]}} \
                    | {handover: {enabled: true, tls: {enabled: true, existingSecret: peers}}}
            {handover: {enabled: true, trusted: [10.0.0.0/8]}} \
                    | {handover: {enabled: true, trusted: [10.0.0.0/8]}, dataPorts: 8192-8207}
            {handover: {enabled: true, trusted: [10.0.0.0/8]}, service: {type: NodePort}} \
                    | {handover: {enabled: true, trusted: [10.0.0.0/8]}, service: {type: NodePort, nodePorts: {first: 31000}}}
            {handover: {enabled: true, trusted: [10.0.0.0/8]}, passiveAddress: zero} \
                    | {handover: {enabled: true, trusted: [10.0.0.0/8]}, passiveAddress: zero, service: {type: NodePort}}
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = TAKEN)
    void whatAReloadTakesStartsNoPods(String before, String after) {
        Deployed old = deploy(before);
        Deployed next = deploy(after);

        assertThat(ReloadPreview.refusals(old.config(), next.config())).isEmpty();
        assertThat(next.restart()).hasSize(64).isEqualTo(old.restart());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = REFUSED)
    void whatAReloadRefusesStartsNewPods(String before, String after) {
        Deployed old = deploy(before);
        Deployed next = deploy(after);

        assertThat(ReloadPreview.refusals(old.config(), next.config())).isNotEmpty();
        assertThat(next.restart()).hasSize(64).isNotEqualTo(old.restart());
    }

    @Test
    void noChangeFromAnyValuesToAnyOthersIsLeftToPodsThatRefuseIt() {
        List<Deployed> all = Combinations.proxies()
                .filter(combination -> !combination.values().contains("config:"))
                .map(combination -> deployed(combination.values()))
                .toList();

        for (Deployed old : all) {
            assertThat(all)
                    .filteredOn(next ->
                            !ReloadPreview.refusals(old.config(), next.config()).isEmpty())
                    .allSatisfy(next -> assertThat(next.pods()).isNotEqualTo(old.pods()));
        }
    }

    @Test
    void eachValueThatReachesTheConfigurationIsTried() throws IOException {
        String template = Files.readString(Chart.SOURCES.resolve("templates/_config.tpl"));
        List<String> untried = new ArrayList<>();
        Rendering.YAML
                .readTree(Chart.SOURCES.resolve("values.yaml").toFile())
                .fieldNames()
                .forEachRemaining(key -> {
                    boolean reaches = template.matches("(?s).*(Values\\.|\\$v\\.|\")" + key + "\\b.*");
                    if (reaches && !(TAKEN + REFUSED).contains(key + ":")) {
                        untried.add(key);
                    }
                });

        // Another mode is another release; whether changes are taken over at all is no value that pods take over.
        assertThat(untried).containsExactlyInAnyOrder("mode", "sidecar", "reload");
    }

    @Test
    void whatIsReadAtTheStartStartsNewPods() {
        String server = "{mode: sidecar, sidecar: {server: {image: a, config: {server.conf: '%s'}}}}";
        String lab = "{mode: lab, lab: {topologyFile: 'clients {}%s'}}";

        assertThat(checksum("server", server.formatted("a"))).isNotEqualTo(checksum("server", server.formatted("b")));
        assertThat(checksum("topology", lab.formatted(""))).isNotEqualTo(checksum("topology", lab.formatted(" # b")));
    }

    /** Else an upgrade of the chart would end sessions even where Passage stays the same. */
    @Test
    void podsBearNoVersion() {
        Rendering rendering =
                Chart.copy(directory).render("{" + BASE + ", image: {tag: 1.0.1}, commonLabels: {team: files}}");

        assertThat(rendering.workload().at("/metadata/labels").toString()).contains("helm.sh/chart", "team");
        assertThat(rendering.workload().at("/spec/template/metadata/labels").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component", "team");
    }

    private String checksum(String of, String values) {
        String checksum = Chart.copy(directory).render(values).checksum(of);
        assertThat(checksum).hasSize(64);
        return checksum;
    }

    private Deployed deploy(String values) {
        String flow = values.startsWith("{") ? values.substring(1, values.length() - 1) : values;
        return deployed(values.startsWith("targets") ? flow : "{" + BASE + ", " + flow + "}");
    }

    private Deployed deployed(String values) {
        Rendering rendering = Chart.copy(directory).render(values);
        return new Deployed(
                PodConfiguration.read(rendering, directory),
                rendering.checksum("restart"),
                rendering.workload().at("/spec/template").toString());
    }

    /**
     * What values come to.
     *
     * @param config what the program reads in a pod
     * @param restart the mark by which pods start anew
     * @param pods all that pods are made of, by which they start anew as well
     */
    private record Deployed(ProxyConfig config, String restart, String pods) {}
}
