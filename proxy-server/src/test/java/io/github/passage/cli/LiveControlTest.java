package io.github.passage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.hop.Admission;
import io.github.passage.lab.api.HttpLibrary;
import io.github.passage.lab.api.LabApi;
import io.github.passage.lab.assembly.Lab;
import io.github.passage.lab.assembly.LabSettings;
import io.github.passage.lab.assembly.TimeScale;
import io.github.passage.lab.fabric.Fabric;
import io.github.passage.lab.fabric.LoopbackNetwork;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.file.TopologyFiles;
import io.github.passage.lab.trace.Atlas;
import io.github.passage.lab.trace.Chronicle;
import io.github.passage.passive.PassiveAddressPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every {@code passage ctl} command against a lab that runs: what it changes, and what it refuses. */
class LiveControlTest {
    private static final String TOPOLOGY = """
            topology {
              summary = "for tests"
              networks {
                office { kind = lan, cidr = "10.2.0.0/16" }
                provider {
                  cidr = "10.1.0.0/16"
                  subnets { a { cidr = "10.1.77.0/24", zone = az1 }, b { cidr = "10.1.78.0/24", zone = az2 } }
                }
              }
              peerings = [ { from = office, to = provider } ]
              clients { laptop { network = office, address = 10.2.77.5 } }
              security-groups { from-nlb { admits = [ nlb ] } }
              load-balancers {
                nlb {
                  nodes { a { subnet = provider.a, address = 10.1.77.20 }, b { subnet = provider.b, address = 10.1.78.20 } }
                  targets = [ transfer ]
                }
              }
              servers {
                transfer {
                  endpoints {
                    a { subnet = provider.a, address = 10.1.77.46, security-group = from-nlb }
                    b { subnet = provider.b, address = 10.1.78.46, security-group = from-nlb }
                  }
                }
              }
            }
            """;

    private static Fabric fabric;
    private static Chronicle chronicle;
    private static Lab lab;
    private static LabApi api;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Topology topology = TopologyFiles.load(
                Files.writeString(folder.resolve("live.conf"), TOPOLOGY).toString());
        fabric = new LoopbackNetwork(topology, freePort());
        chronicle =
                new Chronicle(new Atlas(topology, fabric.plan()), Duration.ofSeconds(1), fabric::tcpTable, line -> {});
        lab = Lab.start(
                new LabSettings(
                        topology,
                        new TimeScale(10),
                        Optional.empty(),
                        new PassiveAddressPolicy.Keep(),
                        List.of(),
                        OptionalInt.empty(),
                        Admission.Refusal.DROP),
                fabric,
                chronicle);
        HttpLibrary.load();
        api = LabApi.start(lab.live(chronicle), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.2.77.20"))) {
            return free.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        api.close();
        lab.close();
        chronicle.close();
        fabric.close();
    }

    private static Outcome ctl(String... words) {
        return Outcome.of(Stream.concat(Stream.of("ctl", "--api", "http://127.0.0.1:" + api.port()), Stream.of(words))
                .toArray(String[]::new));
    }

    private static void done(String command) {
        Outcome outcome = ctl(command.split(" "));

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualToNormalizingNewlines("done\n");
    }

    private static void refused(String message, String... words) {
        Outcome outcome = ctl(words);

        assertThat(outcome.err().lines()).containsExactly("passage ctl: " + message);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }

    private static String shown(String command) {
        Outcome outcome = ctl(command);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.out();
    }

    @ParameterizedTest(name = "ctl {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            set-passive-ip nobody AUTO         | server: "nobody" (expected: one of transfer)
            set-passive-ip transfer auto       | passiveIp: "auto" (expected: AUTO, or one IPv4 address such as 203.0.113.7 or 0.0.0.0, at most 15 characters)
            set-passive-ip transfer 1.2.3.400  | passiveIp: "1.2.3.400" (expected: AUTO, or one IPv4 address such as 203.0.113.7 or 0.0.0.0, at most 15 characters)
            stop nobody                        | server: "nobody" (expected: one of transfer)
            start nobody                       | server: "nobody" (expected: one of transfer)
            restart nobody                     | server: "nobody" (expected: one of transfer)
            restart transfer --wait 0          | --wait: "0" (expected: seconds, 1-3600)
            restart transfer --wait soon       | --wait: "soon" (expected: seconds, 1-3600)
            start transfer                     | server: ONLINE (expected: OFFLINE)
            rewrite nlb control                | hop: "nlb" (expected: one of nlb.a, nlb.b, transfer.a, transfer.b)
            rewrite nlb.a ftp.example          | rewrite: "ftp.example" (expected: keep, control, zero or an IPv4 address)
            health-check alb all 21            | load balancer: "alb" (expected: one of nlb)
            health-check nlb none 21           | group: "none" (expected: control, data or all)
            health-check nlb data 0            | port: "0" (expected: traffic-port or a port from 1 to 65535)
            health-check nlb data ftp          | port: "ftp" (expected: traffic-port or a port from 1 to 65535)
            health-check nlb none off          | group: "none" (expected: control, data or all)
            drain alb transfer.a               | load balancer: "alb" (expected: one of nlb)
            drain nlb transfer                 | target: "transfer" (expected: one of transfer.a, transfer.b)
            register nlb transfer              | target: "transfer" (expected: one of transfer.a, transfer.b)
            zone-down az9                      | zone: "az9" (expected: one of az1, az2)
            zone-up az9                        | zone: "az9" (expected: one of az1, az2)
            zone-up az1                        | zone az1: up (expected: down)
            """)
    void refusesInOneLine(String command, String message) {
        refused(message, command.split(" +"));
    }

    @ParameterizedTest(name = "ctl stop {0}")
    @CsvSource({"a b", "a/b", "a?b#c", "...", "ü", "100%"})
    void takesAnyNameForAName(String name) {
        refused("server: \"" + name + "\" (expected: one of transfer)", "stop", name);
    }

    @ParameterizedTest(name = "ctl stop \"{0}\"")
    @ValueSource(strings = {"", ".", ".."})
    void refusesWhatCanBeNoName(String name) {
        refused("name: \"" + name + "\" (expected: one that \"passage ctl show\" tells)", "stop", name);
    }

    @Test
    void stopsAndStartsAServerOnceEach() {
        done("stop transfer");
        assertThat(shown("servers")).contains("OFFLINE");
        refused("server: OFFLINE (expected: ONLINE)", "stop", "transfer");
        refused("server: OFFLINE (expected: ONLINE)", "restart", "transfer");
        done("start transfer");
        assertThat(shown("servers")).contains("ONLINE");
    }

    @Test
    void aPassiveIpIsInUseAfterARestart() {
        done("set-passive-ip transfer 10.1.77.20");
        assertThat(shown("servers")).containsPattern("transfer +ONLINE +10\\.1\\.77\\.20 +AUTO");
        assertThat(ctl("restart", "transfer").out())
                .containsPattern("transfer +ONLINE +10\\.1\\.77\\.20 +10\\.1\\.77\\.20");
        done("set-passive-ip transfer AUTO");
        assertThat(ctl("restart", "transfer").code()).isZero();
    }

    @Test
    void aRewriteAddressIsShownAsItWasGiven() {
        for (String policy : List.of("control", "zero", "10.1.78.20", "192.0.2.7", "keep")) {
            done("rewrite nlb.a " + policy);
            assertThat(shown("show")).containsPattern("nlb\\.a .* " + policy.replace(".", "\\.") + " +up");
        }
    }

    @Test
    void healthChecksAreSetAndRemovedOnce() {
        done("health-check nlb all 21");
        done("health-check nlb data traffic-port");
        assertThat(shown("show")).contains("health checks: control 21, data traffic-port");
        done("health-check nlb data off");
        refused("health check of nlb, group data: off (expected: one to remove)", "health-check", "nlb", "data", "off");
        done("health-check nlb all off");
        refused("health check of nlb, group all: off (expected: one to remove)", "health-check", "nlb", "all", "off");
        done("health-check nlb all 21");
    }

    @Test
    void aTargetIsDrainedAndRegisteredOnceEach() {
        done("drain nlb transfer.b");
        assertThat(shown("show")).containsPattern("transfer\\.b +(draining|unused)");
        assertThat(conflict("drain", "nlb", "transfer.b"))
                .matches("passage ctl: target transfer\\.b: [a-z, ]*(draining|unused) \\(expected: registered\\)\\R");
        done("register nlb transfer.b");
        assertThat(conflict("register", "nlb", "transfer.b"))
                .matches("passage ctl: target transfer\\.b: [a-z, ]+ \\(expected: deregistered\\)\\R");
    }

    private static String conflict(String... words) {
        Outcome outcome = ctl(words);

        assertThat(outcome.code()).as(outcome.out()).isEqualTo(2);
        return outcome.err();
    }

    @Test
    void aZoneGoesDownAndUpOnceEach() {
        done("zone-down az2");
        assertThat(shown("show")).containsPattern("nlb\\.b .*down").containsPattern("nlb\\.a .*up");
        refused("zone az2: down (expected: up)", "zone-down", "az2");
        done("zone-up az2");
        refused("zone az2: up (expected: down)", "zone-up", "az2");
    }

    @Test
    void theAnswerIsShownAsItIsWithJson() {
        assertThat(ctl("--json", "servers").out()).contains("\"passiveIpInUse\" : \"AUTO\"");
        assertThat(ctl("--json", "verdicts").out().strip()).isEqualTo("[ ]");
        assertThat(shown("sessions")).isEqualToNormalizingNewlines("no sessions yet\n");
    }
}
