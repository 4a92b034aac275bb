package io.github.passage.cli;

import static io.github.passage.lab.topology.OwnTopology.v4;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.Cidr;
import io.github.passage.lab.topology.OwnTopology;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.TopologyHop;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command's flags and faults; what it starts is on addresses of the tests' own. */
class LabCommandTest {
    private static Outcome labOn(Topology topology, String... args) {
        return Outcome.of(
                new CommandLine(new LabCommand(name -> topology))
                        .setExecutionExceptionHandler(new Faults())
                        .setParameterExceptionHandler(new Faults()),
                args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--topology mesh | --topology: \"mesh\" (expected: one of direct, nlb, privatelink)",
                "--topology= | --topology: \"\" (expected: one of direct, nlb, privatelink)",
                "--passive-ip 1.2.3.999 | --passive-ip: \"1.2.3.999\" (expected: AUTO, or one IPv4 address such as 203.0.113.7"
                        + " or 0.0.0.0, at most 15 characters)",
                "--passive-ip ftp.example.com | --passive-ip: \"ftp.example.com\" (expected: AUTO, or one IPv4 address such as"
                        + " 203.0.113.7 or 0.0.0.0, at most 15 characters)",
                "--passive-ip ::1 | --passive-ip: \"::1\" (expected: AUTO, or one IPv4 address such as 203.0.113.7 or 0.0.0.0,"
                        + " at most 15 characters)",
                "--passive-ip 127.3.0.46 | --passive-ip: \"127.3.0.46\" (expected: another address; the server hides at this"
                        + " one)",
                "--rewrite controll | --rewrite: \"controll\" (expected: keep, control, zero or an IPv4 address)",
                "--rewrite ftp.example.com | --rewrite: \"ftp.example.com\" (expected: keep, control, zero or an IPv4 address)",
                "--rewrite 1.2.3.999 | --rewrite: \"1.2.3.999\" (expected: keep, control, zero or an IPv4 address)",
                "--rewrite-at server | --rewrite-at: \"server\" (expected: one of vpce, nlb, transfer)",
                "--rewrite-at nlb --topology direct | --rewrite-at: \"nlb\" (expected: a hop of topology direct: transfer)",
                "--rewrite-at vpce --topology nlb | --rewrite-at: \"vpce\" (expected: a hop of topology nlb: nlb, transfer)",
                "--control-port abc | --control-port: \"abc\" (expected: a port number, 1-65535)",
                "--control-port 99999999999 | --control-port: \"99999999999\" (expected: a port number, 1-65535)",
                "--control-port 65536 | --control-port: \"65536\" (expected: 1-65535, but not a data port of 8192-8200)",
                "--control-port 8192 | --control-port: \"8192\" (expected: 1-65535, but not a data port of 8192-8200)",
                "--unreachable refuse | --unreachable: \"refuse\" (expected: drop or reject)",
            })
    void aBadValueIsOneLineThatNamesFlagValueAndExpectation(String args, String complaint) {
        String[] words = ("lab " + args).split(" ");

        Outcome outcome = Outcome.of(words);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints()).containsExactly("passage lab: " + complaint);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void aMachineWithoutTheAddressesIsToldHowToAddThem() {
        Inet4Address foreign = v4("192.0.2.46");
        Topology own = OwnTopology.privateLink();
        List<TopologyHop> path = new ArrayList<>(own.path());
        path.set(
                1,
                new TopologyHop(
                        OwnTopology.nlbNode().role(),
                        OwnTopology.nlbNode().vpc(),
                        v4("192.0.2.20"),
                        List.of(Cidr.of(OwnTopology.ENDPOINT))));

        Outcome outcome = labOn(new Topology("far", own.summary(), own.client(), path, foreign));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints())
                .containsExactly(
                        "lab: this machine lacks addresses of 127.0.0.0/8 that the lab needs; add them with:",
                        "sudo ifconfig lo0 alias 192.0.2.20 up",
                        "sudo ifconfig lo0 alias 192.0.2.46 up");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.71.0.10", "127.72.0.20", "127.72.1.46"})
    void aHopsPortInUseIsOneLineThatSaysWhatToDo(String address) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, v4(address))) {
            Outcome outcome =
                    labOn(OwnTopology.privateLink(), "--control-port", Integer.toString(taken.getLocalPort()));

            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.complaints())
                    .singleElement()
                    .asString()
                    .contains(
                            "cannot listen on " + address + ":" + taken.getLocalPort(),
                            "address already in use",
                            "ss -ltnp");
            assertThat(outcome.out()).isEmpty();
        }
    }

    @Test
    void theServersPortInUseIsOneLineToo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, OwnTopology.SERVER)) {
            Outcome outcome =
                    labOn(OwnTopology.privateLink(), "--control-port", Integer.toString(taken.getLocalPort()));

            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.complaints())
                    .singleElement()
                    .asString()
                    .contains("127.73.0.46:" + taken.getLocalPort(), "expected: a free port");
        }
    }
}
