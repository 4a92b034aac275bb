package io.github.passage.lab.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.Cidr;
import io.github.passage.address.IpLiteral;
import io.github.passage.lab.topology.file.TopologyFiles;
import java.net.Inet4Address;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackPlanTest {
    private static LoopbackPlan plan(String topology) {
        return new LoopbackPlan(TopologyFiles.load(topology));
    }

    private static Inet4Address v4(String text) {
        return IpLiteral.parseV4(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "privatelink, consumer, 10.2.0.10, 127.1.0.10",
        "privatelink, provider, 10.1.0.20, 127.2.0.20",
        "privatelink, provider, 10.1.135.46, 127.2.135.46",
        "privatelink, consumer, 10.2.0.5, 127.0.0.1",
        "nlb-public, office-internet, 198.51.100.7, 127.0.0.1",
        "nlb-public, office, 192.168.0.5, 127.0.0.1",
        "nlb-public, internet, 203.0.113.20, 127.2.113.20"
    })
    void eachNetworkHasABlockOfItsOwnAndTheProgramsOfThisMachineAreTheFirstClient(
            String topology, String network, String simulated, String real) {
        assertThat(plan(topology).real(network, v4(simulated))).isEqualTo(v4(real));
    }

    @ParameterizedTest
    @CsvSource({
        "privatelink, 10.2.0.0/16, 127.1.0.0/16 127.0.0.1/32",
        "privatelink, 10.1.0.0/16, 127.2.0.0/16",
        "privatelink, 10.1.0.20/32, 127.2.0.20/32",
        "privatelink, 0.0.0.0/0, 127.1.0.0/16 127.2.0.0/16 127.0.0.1/32",
        "nlb-public, 198.51.100.0/24, 127.3.100.0/24 127.0.0.1/32"
    })
    void sourcesBecomeThoseOfTheirNetworksAndOfTheProgramsHere(String topology, String sources, String real) {
        assertThat(plan(topology).real(Cidr.parse(sources)).stream()
                        .map(Cidr::toString)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(real);
    }

    @ParameterizedTest
    @CsvSource({"127.1.0.10, 10.2.0.10", "127.2.135.46, 10.1.135.46", "127.0.0.1, 10.2.0.5", "127.9.0.1,", "10.1.0.20,"
    })
    void backAgain(String real, String simulated) {
        assertThat(plan("privatelink")
                        .simulated(v4(real))
                        .map(Inet4Address::getHostAddress)
                        .orElse(null))
                .isEqualTo(simulated);
    }

    @Test
    void serversHideAtAddressesOfTheirOwn() {
        Topology topology = TopologyFiles.load("nlb-multi-az");
        LoopbackPlan plan = new LoopbackPlan(topology);

        Stream<Inet4Address> hidden = topology.servers().stream()
                .flatMap(server -> server.endpoints().stream())
                .flatMap(endpoint -> Stream.of(plan.hidden(endpoint), plan.gate(endpoint)));

        assertThat(hidden).doesNotHaveDuplicates().hasSize(6);
    }
}
