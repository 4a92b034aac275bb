package io.github.passage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CombinationErrorTest {
    @TempDir
    Path folder;

    @Test
    void allMistakesAreReportedTogetherInTheOrderOfTheLines() throws IOException {
        ConfigFile file = ConfigFile.in(folder, """
                passage {
                  event-loops = 0
                  shutdown-grace = 30
                  event-loop = 3
                  hop-defaults.timeouts.login = 5
                  hop-defaults.listen = "0.0.0.0:21"
                  hops {
                    a { listen = "0.0.0.0:21", target = "h:21" }
                    b { listen = "0.0.0.0:21" }
                    c { listen = "127.0.0.2:8192", target = "h:21", data-ports = 9000 }
                  }
                }
                """);

        assertThat(file.complaint().lines())
                .containsExactly(
                        "passage.conf:2: passage.event-loops: 0 (expected: auto or a number from 1 to 1024)",
                        "passage.conf:3: passage.shutdown-grace: 30 (expected: a duration of 0s to 1h with its unit, for"
                                + " example 30s)",
                        "passage.conf:4: passage.event-loop: unknown key (did you mean event-loops?)",
                        "passage.conf:5: passage.hop-defaults.timeouts.login: 5 (expected: a duration of 1ms to 7d with its"
                                + " unit, for example 5s)",
                        "passage.conf:6: passage.hop-defaults.listen: unknown key (expected: one of admit,"
                                + " advertised-data-ports, auth, balance, data-peer, data-ports, deny, dial-from, epsv, health-check,"
                                + " limits, passive-address, proxy-protocol, refused-sources, replicas, target, timeouts)",
                        "passage.conf:9: passage.hops.b.target: missing (expected: host:port, for example \"10.0.3.20:21\""
                                + " or \"ftp.example.com:21\")",
                        "passage.conf:9: passage.hops.b.listen: \"0.0.0.0:21\" (expected: an address apart from 0.0.0.0:21"
                                + " of hop a)",
                        "passage.conf:9: passage.hops.b.data-ports: \"8192-8200\" (expected: ports apart from 8192-8200 of"
                                + " hop a, which listens at the same host)",
                        "passage.conf:10: passage.hops.c.listen: \"127.0.0.2:8192\" (expected: a port outside data-ports"
                                + " 8192-8200 of hop a)",
                        "passage.conf:10: passage.hops.c.listen: \"127.0.0.2:8192\" (expected: a port outside data-ports"
                                + " 8192-8200 of hop b)");
    }

    @Test
    void hopsAtDifferentHostsMayUseTheSamePorts() throws IOException {
        ProxyConfig config = ConfigFile.in(folder, """
                passage.hop-defaults.target = "127.0.0.9:21"
                passage.hops.z.listen = "127.0.0.1:21"
                passage.hops.a.listen = "127.0.0.2:21"
                """).load();

        assertThat(config.hops()).extracting(hop -> hop.name()).containsExactly("z", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:21", "[::]:21", "127.0.0.1:21"})
    void aWildcardTakesTheAddressesThatItCovers(String other) throws IOException {
        ConfigFile file = ConfigFile.in(folder, """
                passage.hop-defaults.target = "127.0.0.9:21"
                passage.hops.a { listen = "127.0.0.1:21", data-ports = 9000 }
                passage.hops.b { listen = "%s" }
                """.formatted(other));

        assertThat(file.complaint())
                .isEqualTo("passage.conf:3: passage.hops.b.listen: \"" + other
                        + "\" (expected: an address apart from 127.0.0.1:21 of hop a)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1:21   | an address apart from 127.0.0.1:21 of hop a
            [::]:21        | an address apart from 127.0.0.1:21 of hop a
            0.0.0.0:8193   | a port outside data-ports 8192-8200 of hop a
            127.0.0.1:9001 | an address apart from 127.0.0.1:9001 of hop b
            127.0.0.1:9622 | nothing
            127.0.0.5:21   | nothing
            [::1]:9001     | nothing
            """)
    void theAdminServerHasAnAddressOfItsOwn(String address, String expected) throws IOException {
        ConfigFile file = ConfigFile.in(folder, """
                passage.hop-defaults.target = "127.0.0.9:21"
                passage.hops.a { listen = "127.0.0.1:21" }
                passage.hops.b { listen = "127.0.0.1:9001", data-ports = 9100 }
                passage.admin { listen = "%s", token-file = token }
                """.formatted(address));

        assertThat(file.complaint())
                .isEqualTo(
                        expected.equals("nothing")
                                ? expected
                                : "passage.conf:4: passage.admin.listen: \"" + address + "\" (expected: " + expected
                                        + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.0.0.0:9630  | an address apart from 0.0.0.0:9630 of the admin server
            127.0.0.2:21  | an address apart from 127.0.0.2:21 of hop b
            127.0.0.1:21  | an address apart from 127.0.0.1:21 of hop a
            0.0.0.0:9100  | a port outside data-ports 9100 of hop b
            0.0.0.0:9622  | nothing
            """)
    void replicasMeetAtAnAddressOfTheirOwn(String address, String expected) throws IOException {
        ConfigFile file = ConfigFile.in(folder, """
                passage.admin { listen = "0.0.0.0:9630", token-file = token }
                passage.hop-defaults { target = "127.0.0.9:21", data-ports = 9000 }
                passage.hops.a { listen = "127.0.0.1:21", replicas { slots = 1, ordinal = 0, trusted = 10.0.0.0/8
                  peer = "r{ordinal}:9622", listen = "%s" } }
                passage.hops.b { listen = "127.0.0.2:21", data-ports = 9100 }
                """.formatted(address));

        assertThat(file.complaint())
                .isEqualTo(
                        expected.equals("nothing")
                                ? expected
                                : "passage.conf:4: passage.hops.a.replicas.listen: \"" + address + "\" (expected: "
                                        + expected + ")");
    }

    @Test
    void twoHopsCannotShareTheReplicasOfTheDefaults() throws IOException {
        ConfigFile file = ConfigFile.in(folder, """
                passage.hop-defaults { target = "127.0.0.9:21"
                  replicas { ordinal = 0, trusted = 10.0.0.0/8, peer = "r{ordinal}:9622" } }
                passage.hops.a { listen = "127.0.0.1:21" }
                passage.hops.b { listen = "127.0.0.2:21" }
                """);

        assertThat(file.complaint())
                .isEqualTo(
                        "passage.conf:2: passage.hop-defaults.replicas.listen: \"[::]:9622\" (expected: an address apart"
                                + " from [::]:9622 of the replicas of hop a)");
    }

    @Test
    void theWildcardOfIpv4LeavesIpv6Alone() throws IOException {
        ProxyConfig config = ConfigFile.withHop(folder, "listen = [ \"0.0.0.0:2121\", \"[::1]:2121\" ]")
                .load();

        assertThat(config.hops().getFirst().listen()).hasSize(2);
    }

    @Test
    void aMistakeInADefaultIsReportedOnceHoweverManyHopsTakeIt() throws IOException {
        ConfigFile file = ConfigFile.in(folder, """
                passage.hop-defaults { target = "127.0.0.9:21", epsv = no-idea }
                passage.hops.a.listen = "127.0.0.1:21"
                passage.hops.b.listen = "127.0.0.2:21"
                """);

        assertThat(file.complaint())
                .isEqualTo("passage.conf:1: passage.hop-defaults.epsv: \"no-idea\" (expected: pass or refuse)");
    }

    @Test
    void theExceptionCarriesNoStackTrace() throws IOException {
        ConfigFile file = ConfigFile.in(folder, "passage = 5");

        assertThatThrownBy(file::load).isInstanceOfSatisfying(ConfigException.class, e -> {
            assertThat(e.getStackTrace()).isEmpty();
            assertThat(e.problems()).hasSize(1);
        });
    }
}
