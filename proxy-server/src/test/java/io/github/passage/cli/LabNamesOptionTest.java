package io.github.passage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabNamesOptionTest {
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(textBlock = """
            loopback, nlb-multi-az,                     127.2.1.20      nlb.b.passage.test
            loopback, nlb-multi-az,                     127.2.2.20      nlb.passage.test
            netns,    nlb-multi-az,                     10.1.1.20       nlb.b.passage.test
            netns,    privatelink,                      10.2.0.10       endpoint.passage.test
            netns,    privatelink-two-consumers-overlap, 10.1.0.20       nlb.passage.test
            """)
    void hostsLinesAreThoseOfTheFabricAndNeedNoRoot(String fabric, String topology, String line) {
        Outcome outcome = Outcome.of("lab", "--print-hosts", "--fabric", fabric, "--topology", topology);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines()).contains(line).allMatch(each -> each.matches("[0-9.]+ +[a-z0-9.-]+"));
    }

    @Test
    void hostsLinesOfATopologyThatTheFabricCannotMakeAreRefused() {
        Outcome outcome = Outcome.of("lab", "--print-hosts", "--topology", "privatelink-two-consumers-overlap");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints())
                .singleElement()
                .asString()
                .contains("needs --fabric netns, since two of its networks have the same addresses");
    }

    @ParameterizedTest
    @CsvSource({"0", "65536", "on", "''", "-1"})
    void aDnsPortIsANumberOrOff(String port) {
        Outcome outcome = Outcome.of("lab", "--dns", port);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints())
                .singleElement()
                .asString()
                .contains("--dns: \"" + port + "\" (expected: a port number, 1-65535, or off)");
    }
}
