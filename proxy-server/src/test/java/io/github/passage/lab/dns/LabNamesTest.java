package io.github.passage.lab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.LoopbackPlan;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.file.TopologyFiles;
import java.net.Inet4Address;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LabNamesTest {
    private static final String NLB = "nlb-[0-9a-f]{16}\\.elb\\.us-east-1\\.amazonaws\\.com";
    private static final String ENDPOINT = "vpce-svc-[0-9a-f]{17}\\.us-east-1\\.vpce\\.amazonaws\\.com";

    private static LabNames names(String topology, Set<String> down) {
        return new LabNames(TopologyFiles.load(topology), AddressPlan.IDENTITY, hop -> !down.contains(hop));
    }

    private static List<String> matching(LabNames names, String pattern) {
        return names.all().entrySet().stream()
                .filter(name -> name.getKey().matches(pattern))
                .flatMap(name -> name.getValue().stream())
                .map(Inet4Address::getHostAddress)
                .toList();
    }

    @ParameterizedTest(name = "{1} with {0} out of service: {2}")
    @CsvSource(textBlock = """
            -,                   nlb,          10.1.0.20 10.1.1.20 10.1.2.20
            nlb.b,               nlb,          10.1.0.20 10.1.2.20
            nlb.a nlb.c,         nlb,          10.1.1.20
            nlb.a nlb.b nlb.c,   nlb,          10.1.0.20 10.1.1.20 10.1.2.20
            nlb.b,               zonal,        10.1.1.20
            transfer.b,          nlb,          10.1.0.20 10.1.1.20 10.1.2.20
            """)
    void aLoadBalancersNameStandsForItsNodesInServiceAndForAllIfNoneIs(String down, String which, String expected) {
        LabNames names = names("nlb-multi-az", Set.of(down.split(" ")));

        assertThat(matching(names, which.equals("zonal") ? "az2\\." + NLB : NLB))
                .containsExactly(expected.split(" "));
    }

    @Test
    void anEndpointHasNamesInTheFormOfAwsForAllZonesAndForEach() {
        LabNames names = names("privatelink-multi-az", Set.of());

        String id = "vpce-0a1b2c3d4e5f60718";
        assertThat(matching(names, id + "\\." + ENDPOINT)).containsExactly("10.2.0.10", "10.2.1.10");
        assertThat(matching(names, id + "-az1\\." + ENDPOINT)).containsExactly("10.2.0.10");
        assertThat(matching(names, id + "-az2\\." + ENDPOINT)).containsExactly("10.2.1.10");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            nlb.passage.test,            10.1.0.20 10.1.1.20 10.1.2.20
            NLB.Passage.TEST.,           10.1.0.20 10.1.1.20 10.1.2.20
            nlb.a.passage.test,          10.1.0.20
            transfer.passage.test,       10.1.0.46 10.1.1.46 10.1.2.46
            transfer.c.passage.test,     10.1.2.46
            """)
    void everythingHasAShortNameInAnyCase(String name, String expected) {
        assertThat(names("nlb-multi-az", Set.of()).find(name).orElseThrow().stream()
                        .map(Inet4Address::getHostAddress))
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"passage.test", "laptop.passage.test", "amazonaws.com", "localhost", "''", "."})
    void otherNamesAreUnknown(String name) {
        assertThat(names("nlb-multi-az", Set.of()).find(name)).isEmpty();
    }

    @Test
    void aRouterHasAName() {
        assertThat(names("plain-nat", Set.of()).all()).containsKey("router.passage.test");
    }

    static List<String> shipped() {
        return TopologyFiles.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyInterfaceOfEveryShippedTopologyHasItsNameAndNoLabelIsTooLong(String name) {
        Topology topology = TopologyFiles.load(name);
        LabNames names = new LabNames(topology, AddressPlan.IDENTITY, hop -> true);

        assertThat(topology.interfaces())
                .allSatisfy(each ->
                        assertThat(names.find(each.name() + ".passage.test")).contains(List.of(each.address())));
        assertThat(names.all().keySet().stream().flatMap(each -> Arrays.stream(each.split("\\.", -1))))
                .allMatch(label -> !label.isEmpty() && label.length() <= 63);
    }

    @Test
    void theSameTopologyGivesTheSameNames() {
        assertThat(names("privatelink", Set.of()).all())
                .isEqualTo(names("privatelink", Set.of()).all());
    }

    @Test
    void hostsLinesHaveTheFabricsAddresses() {
        Topology topology = TopologyFiles.load("nlb-multi-az");

        String loopback = lines(new LabNames(topology, new LoopbackPlan(topology), hop -> true));
        String simulated = lines(new LabNames(topology, AddressPlan.IDENTITY, hop -> true));

        assertThat(loopback).contains("127.2.1.20      nlb.b.passage.test").containsPattern("127\\.2\\.1\\.20 +" + NLB);
        assertThat(simulated)
                .contains("10.1.1.20       nlb.b.passage.test")
                .containsPattern("10\\.1\\.1\\.20 +" + NLB)
                .doesNotContain("127.");
    }

    private static String lines(LabNames names) {
        return names.hostsLines().stream().collect(Collectors.joining("\n"));
    }
}
