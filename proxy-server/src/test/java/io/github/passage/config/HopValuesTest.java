package io.github.passage.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.AccessList;
import io.github.passage.address.Cidr;
import io.github.passage.address.HostPort;
import io.github.passage.address.IpLiteral;
import io.github.passage.address.PortRange;
import io.github.passage.control.FtpSettings;
import io.github.passage.control.SessionLimits;
import io.github.passage.hop.Admission;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.passive.ClientMatch;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.passive.PassiveAddressPolicy.Dns;
import io.github.passage.passive.PassiveAddressPolicy.Rules;
import io.github.passage.passive.PolicyRule;
import io.github.passage.target.Balance;
import io.github.passage.target.CheckKind;
import io.github.passage.target.HealthCheckSettings;
import io.github.passage.target.PoolSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HopValuesTest {
    @TempDir
    Path folder;

    @Test
    void rulesByClientKeepTheirOrder() throws IOException {
        Rules policy = (Rules) hop("""
                passive-address {
                  by-client = [
                    { clients = 10.9.0.0/16, address = keep }
                    { clients = 10.0.0.0/8, address = 192.0.2.1 }
                    { clients = "2001:db8::/32", address = zero }
                  ]
                  default = ftp.example.com
                }""").ftp().passiveAddress();

        assertThat(policy.rules())
                .containsExactly(
                        new PolicyRule(ClientMatch.of(Cidr.parse("10.9.0.0/16")), new PassiveAddressPolicy.Keep()),
                        new PolicyRule(
                                ClientMatch.of(Cidr.parse("10.0.0.0/8")), PassiveAddressPolicy.parse("192.0.2.1")),
                        new PolicyRule(
                                ClientMatch.of(Cidr.parse("2001:db8::/32")), PassiveAddressPolicy.parse("0.0.0.0")));
        assertThat(policy.otherwise()).isEqualTo(new Dns("ftp.example.com"));
    }

    @Test
    void aNameOfOneLabelIsWrittenWithAFinalDot() throws IOException {
        assertThat(hop("passive-address = contrl.").ftp().passiveAddress()).isEqualTo(new Dns("contrl."));
    }

    @Test
    void severalTargetsAreReadWithTheirBalanceAndHealthCheck() throws IOException {
        PoolSettings pool = hop("""
                target = [ "pods.example.com:2121", "[2001:db8::1]:21" ]
                balance = least-sessions
                health-check { kind = connect, interval = 2s, unhealthy = 4 }""").target().pool().orElseThrow();

        assertThat(pool)
                .isEqualTo(new PoolSettings(
                        List.of(new HostPort("pods.example.com", 2121), new HostPort("2001:db8::1", 21)),
                        Balance.LEAST_SESSIONS,
                        CheckKind.CONNECT,
                        new HealthCheckSettings(0, Duration.ofSeconds(2), Duration.ofSeconds(5), 2, 4)));
    }

    @Test
    void encryptedSessionsMayGoToSeveralTargetsByTheClientsAddress() throws IOException {
        FtpHopSettings hop = hop("target = [ \"a:21\", \"b:21\" ], auth = pass, balance = source-hash");

        assertThat(hop.target().pool().orElseThrow().balance()).isEqualTo(Balance.SOURCE_HASH);
    }

    @Test
    void aHopTakesFromTheDefaultsWhatItDoesNotSay() throws IOException {
        FtpHopSettings hop = ConfigFile.in(folder, """
                        passage.hop-defaults {
                          target = "10.0.3.20:21", dial-from = 10.0.0.1, data-ports = 9000-9001
                          timeouts { login = 5s, connect = 500ms }
                          passive-address { by-client = [ { clients = 10.0.0.0/8, address = zero } ], default = keep }
                        }
                        passage.hops.edge {
                          listen = "127.0.0.1:21", dial-from = null
                          timeouts.login = 1m
                          passive-address = control
                        }
                        """).load().hops().getFirst();

        FtpSettings ftp = hop.ftp();
        assertThat(hop.target().connectTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(hop.target().dialFrom()).isNull();
        assertThat(ftp.timeouts().login()).isEqualTo(Duration.ofMinutes(1));
        assertThat(ftp.timeouts().dataIdle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(ftp.dataPorts().advertised()).isEqualTo(new PortRange(9000, 9001));
        assertThat(ftp.passiveAddress()).isEqualTo(new PassiveAddressPolicy.Control());
    }

    @Test
    void aSingleNetworkNeedsNoList() throws IOException {
        assertThat(hop("admit = null, deny = null").admission()).isEqualTo(hop("").admission());
        assertThat(hop("admit = 127.0.0.1, refused-sources = drop").admission())
                .isEqualTo(new Admission(List.of(Cidr.parse("127.0.0.1/32")), Admission.Refusal.DROP));
    }

    @Test
    void whoMayComeHoldsForListenersAndForSessions() throws IOException {
        FtpHopSettings hop = hop("admit = 127.0.0.0/8, deny = [ 127.6.0.0/16, 127.7.0.1 ], refused-sources = reply");

        assertThat(hop.admission().others()).isEqualTo(Admission.Refusal.REPLY);
        assertThat(hop.admission().sources())
                .isEqualTo(hop.ftp().sessionLimits().clients())
                .isEqualTo(new AccessList(
                        List.of(Cidr.parse("127.0.0.0/8")),
                        List.of(Cidr.parse("127.6.0.0/16"), Cidr.parse("127.7.0.1"))));
    }

    @Test
    void aHopTakesBackALimitOfTheDefaults() throws IOException {
        SessionLimits limits =
                ConfigFile.in(folder, """
                        passage.hop-defaults {
                          target = "10.0.3.20:21"
                          limits { sessions = 500, sessions-per-client = 20, bandwidth-per-session = 10MiB }
                        }
                        passage.hops.edge {
                          listen = "127.0.0.1:21"
                          limits { sessions-per-client = none, new-sessions-per-second = 50 }
                        }
                        """).load().hops().getFirst().ftp().sessionLimits();

        assertThat(limits)
                .isEqualTo(new SessionLimits(
                        AccessList.EVERYBODY,
                        OptionalInt.of(500),
                        OptionalInt.empty(),
                        OptionalInt.of(50),
                        OptionalLong.of(10 << 20)));
    }

    @Test
    void theLocalAddressIsRead() throws IOException {
        assertThat(hop("dial-from = 127.0.0.7").target().dialFrom())
                .isEqualTo(IpLiteral.parse("127.0.0.7").orElseThrow());
    }

    @Test
    void theLimitsAreThoseOfTheRecords() throws IOException {
        FtpSettings least =
                hop("limits { command-line = 64B, reply-line = 64B, held-reply-lines = 1 }, timeouts { connect ="
                                + " 1ms, login = 1ms, control-idle = 1ms, data-idle = 1ms, reservation = 1ms }")
                        .ftp();
        FtpSettings most = hop("limits { command-line = 1MiB, reply-line = 1MiB, held-reply-lines = 65536 }, timeouts {"
                        + " connect = 10m, login = 7d, control-idle = 7d, data-idle = 7d, reservation = 7d }")
                .ftp();

        assertThat(least.limits().commandBytes()).isEqualTo(64);
        assertThat(most.timeouts().login()).isEqualTo(Duration.ofDays(7));
    }

    private FtpHopSettings hop(String lines) throws IOException {
        return ConfigFile.withHop(folder, lines).load().hops().getFirst();
    }
}
