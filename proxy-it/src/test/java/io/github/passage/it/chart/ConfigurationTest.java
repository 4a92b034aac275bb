package io.github.passage.it.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.passage.address.PortRange;
import io.github.passage.admin.AdminSettings.Listen;
import io.github.passage.config.ConfigLoader;
import io.github.passage.config.ProxyConfig;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every passage.conf that is rendered is read by the program. */
class ConfigurationTest {
    @TempDir
    private Path directory;

    static Stream<Combination> proxies() {
        return Combinations.proxies();
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void theProgramTakesWhatIsRendered(Combination combination) {
        assumeTrue(
                combination.waitsFor().isEmpty() || isKnown(combination.waitsFor()),
                () -> "the program does not know " + combination.waitsFor() + " yet");

        ProxyConfig read = load(combination.values());

        assertThat(read.hops()).isNotEmpty();
    }

    /** Whether the program's manual has the key. */
    private static boolean isKnown(String key) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(key) + " *[={]")
                .matcher(ConfigLoader.reference())
                .find();
    }

    private ProxyConfig load(String values) {
        return PodConfiguration.read(Chart.copy(directory).render(values), directory);
    }

    @Test
    void valuesReachTheProgram() {
        ProxyConfig read = load("""
                targets: ['ftp.example.com:21']
                controlPort: 2100
                dataPorts: 9000-9009
                drain: {grace: 2m}
                limits: {commandLine: 4KiB, heldReplyLines: 60000}
                timeouts: {controlIdle: 7m}
                service: {type: NodePort, nodePorts: {first: 31000}}
                """);

        assertThat(read.shutdownGrace()).hasMinutes(2);
        assertThat(read.hops()).singleElement().satisfies(hop -> {
            assertThat(hop.listen()).singleElement().hasToString("/[0:0:0:0:0:0:0:0]:2100");
            assertThat(hop.ftp().dataPorts().ports()).isEqualTo(new PortRange(9000, 9009));
            assertThat(hop.ftp().dataPorts().advertised()).isEqualTo(new PortRange(31000, 31009));
        });
    }

    @Test
    void whereClientsMayComeByIpv6SoMayProbesAndReplicas() {
        ProxyConfig read = load("""
                targets: ['a:21']
                listenAddresses: ['[::]']
                handover: {enabled: true, trusted: [10.0.0.0/8]}
                service: {ipFamilyPolicy: PreferDualStack}
                """);

        assertThat(read.admin().listen())
                .isEqualTo(new Listen.At(new InetSocketAddress(InetAddress.ofLiteral("::"), 9621)));
        assertThat(read.hops())
                .singleElement()
                .satisfies(
                        hop -> assertThat(hop.replicas().orElseThrow().listen().getAddress())
                                .isInstanceOf(Inet6Address.class));
    }

    @Test
    void behindAnNlbADrainBeginsWithTheTimeOfTwoHealthChecks() {
        String nlb = """
                targets: ['a:21']
                passiveAddress: 192.0.2.1
                service: {type: LoadBalancer, nlb: {enabled: true, healthCheckInterval: %s}}
                """;

        assertThat(load("targets: ['a:21']").lifetime().drainDelay()).hasSeconds(5);
        assertThat(load(nlb.formatted("10")).lifetime().drainDelay()).hasSeconds(20);
        assertThat(load(nlb.formatted("30")).lifetime().drainDelay()).hasSeconds(60);
        assertThat(load(nlb.formatted("30") + "drain: {delay: 7s}").lifetime().drainDelay())
                .hasSeconds(7);
    }

    @Test
    void whereTheClientsAddressesAreNotTheirOwnThePassiveAddressIsTheServices() {
        assertPassiveAddress("", "\"demo-passage.files.svc.cluster.local\"");
        assertPassiveAddress("service: {clusterIP: None}", "\"control\"");
        assertPassiveAddress("service: {enabled: false}", "\"control\"");
        assertPassiveAddress("service: {type: NodePort}", "${PASSAGE_HOST_IP}");
        assertPassiveAddress("proxyProtocol: {accept: required, trusted: [10.0.0.0/8]}", "\"proxy-destination\"");
        assertPassiveAddress("passiveAddress: 203.0.113.5", "\"203.0.113.5\"");
    }

    private void assertPassiveAddress(String values, String expected) {
        assertThat(Chart.copy(directory)
                        .render("targets: ['a:21']\n" + values)
                        .configuration()
                        .orElseThrow())
                .containsOnlyOnce("passive-address = " + expected + "\n");
    }
}
