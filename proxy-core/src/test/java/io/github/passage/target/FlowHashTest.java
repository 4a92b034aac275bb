package io.github.passage.target;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.HostPort;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowHashTest {
    private static final List<Target> THREE = List.of(target("10.0.1.10"), target("10.0.2.10"), target("10.0.3.10"));

    /** Ten thousand flows and what of them counts. */
    record Load(String name, Stickiness stickiness, List<Flow> flows) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Target target(String host) {
        return new Target(new HostPort(host, 21));
    }

    static Flow flow(String source, int port, int reachedPort) {
        return new Flow(new InetSocketAddress(source, port), new InetSocketAddress("10.0.0.5", reachedPort));
    }

    static List<Flow> consecutivePorts() {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> flow("192.0.2.7", 32768 + i, 21))
                .toList();
    }

    static List<Flow> manyClients() {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> flow("10.7." + i / 250 + "." + (1 + i % 250), 40000, 21))
                .toList();
    }

    static Stream<Load> loads() {
        return Stream.of(
                new Load("consecutive ports of one client", Stickiness.NONE, consecutivePorts()),
                new Load("many clients from one port", Stickiness.NONE, manyClients()),
                new Load("many clients, by source address", Stickiness.SOURCE_IP, manyClients()));
    }

    private static FlowHash hash(Stickiness stickiness) {
        return new FlowHash("ftp-21", stickiness);
    }

    @ParameterizedTest
    @MethodSource("loads")
    void threeTargetsGetEquallyMuchWithinFivePercent(Load load) {
        FlowHash hash = hash(load.stickiness());

        Map<Target, Long> counts = load.flows().stream()
                .collect(groupingBy(flow -> hash.choose(flow, THREE).orElseThrow(), counting()));

        assertThat(counts).hasSize(3);
        assertThat(counts.values())
                .allSatisfy(count -> assertThat(count).isCloseTo(3333L, Percentage.withPercentage(5)));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void theSameFlowAlwaysGetsTheSameTargetInWhateverOrderTheyStand(Load load) {
        for (Flow flow : load.flows()) {
            assertThat(hash(load.stickiness()).choose(flow, THREE.reversed()))
                    .isEqualTo(hash(load.stickiness()).choose(flow, THREE));
        }
    }

    @ParameterizedTest
    @MethodSource("loads")
    void aTargetThatGoesTakesOnlyItsOwnFlowsAlong(Load load) {
        FlowHash hash = hash(load.stickiness());
        Target gone = THREE.get(1);
        List<Target> two = List.of(THREE.get(0), THREE.get(2));

        for (Flow flow : load.flows()) {
            Target before = hash.choose(flow, THREE).orElseThrow();
            Target after = hash.choose(flow, two).orElseThrow();
            assertThat(after.equals(before)).isEqualTo(!before.equals(gone));
        }
    }

    @Test
    void everyPartOfTheFiveTupleCounts() {
        FlowHash hash = hash(Stickiness.NONE);
        InetSocketAddress source = new InetSocketAddress("192.0.2.7", 40000);

        assertThat(targetsOf(hash, consecutivePorts())).hasSize(3);
        assertThat(targetsOf(hash, manyClients())).hasSize(3);
        assertThat(targetsOf(
                        hash,
                        IntStream.range(8192, 8292)
                                .mapToObj(port -> flow("192.0.2.7", 40000, port))
                                .toList()))
                .hasSize(3);
        assertThat(targetsOf(
                        hash,
                        IntStream.range(1, 100)
                                .mapToObj(i -> new Flow(source, new InetSocketAddress("10.0.0." + i, 21)))
                                .toList()))
                .hasSize(3);
    }

    @Test
    void bySourceAddressNothingElseCounts() {
        assertThat(targetsOf(hash(Stickiness.SOURCE_IP), consecutivePorts())).hasSize(1);
    }

    @Test
    void groupsChooseIndependentlySoThatControlAndDataOfOneClientPart() {
        FlowHash control = new FlowHash("ftp-21:21", Stickiness.SOURCE_IP);
        FlowHash data = new FlowHash("ftp-8192:8192", Stickiness.SOURCE_IP);

        long together = manyClients().stream()
                .filter(flow -> control.choose(flow, THREE).equals(data.choose(flow, THREE)))
                .count();

        assertThat(together).isCloseTo(3333L, Percentage.withPercentage(5));
    }

    @Test
    void sixteenByteAddressesAreHashedToo() {
        List<Flow> flows = IntStream.range(1, 200)
                .mapToObj(i -> flow("2001:db8::" + Integer.toHexString(i), 40000, 21))
                .toList();

        assertThat(targetsOf(hash(Stickiness.SOURCE_IP), flows)).hasSize(3);
    }

    @Test
    void withoutCandidatesThereIsNone() {
        assertThat(hash(Stickiness.NONE).choose(flow("192.0.2.7", 1, 21), Collections.emptyList()))
                .isEmpty();
    }

    private static List<Target> targetsOf(FlowHash hash, List<Flow> flows) {
        return flows.stream()
                .flatMap(flow -> hash.choose(flow, THREE).stream())
                .distinct()
                .toList();
    }
}
