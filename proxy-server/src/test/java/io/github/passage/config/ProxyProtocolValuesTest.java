package io.github.passage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.Cidr;
import io.github.passage.address.IpLiteral;
import io.github.passage.passive.ClientMatch;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.passive.PassiveAddressPolicy.Rules;
import io.github.passage.passive.PolicyRule;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Send;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration says of PROXY headers, and of passive addresses that go by them. */
class ProxyProtocolValuesTest {
    private static final String ACCEPTING = "proxy-protocol { accept = required, trusted = 10.0.0.0/8 }\n";

    @TempDir
    Path folder;

    @Test
    void aHopTakesFromTheDefaultsWhatItDoesNotSay() throws IOException {
        ProxyProtocolSettings read =
                ConfigFile.in(folder, """
                        passage.hop-defaults.proxy-protocol { trusted = [ 10.1.0.0/24, "2001:db8::/32" ], timeout = 2s }
                        passage.hops.edge {
                          listen = "127.0.0.1:2121", target = "127.0.0.1:21"
                          proxy-protocol { accept = optional, header = late, send = v2 }
                        }
                        """).load().hops().getFirst().proxyProtocol();

        assertThat(read)
                .isEqualTo(new ProxyProtocolSettings(
                        Accept.OPTIONAL,
                        Placement.LATE,
                        List.of(Cidr.parse("10.1.0.0/24"), Cidr.parse("2001:db8::/32")),
                        Duration.ofSeconds(2),
                        Send.V2));
    }

    @Test
    void sendingNeedsNobodyToTrust() throws IOException {
        ProxyProtocolSettings read = ConfigFile.withHop(folder, "proxy-protocol.send = v1")
                .load()
                .hops()
                .getFirst()
                .proxyProtocol();

        assertThat(read.accept()).isEqualTo(Accept.OFF);
        assertThat(read.send()).isEqualTo(Send.V1);
    }

    @Test
    void rulesKeepTheirOrderAndConditions() throws IOException {
        Rules rules = (Rules) ConfigFile.withHop(folder, ACCEPTING + """
                        passive-address {
                          rules = [
                            { endpoint = vpce-0a1, node = 10.0.1.5, address = 172.16.0.9 }
                            { endpoint = vpce-0a1, address = endpoint.example.com }
                            { clients = 10.9.0.0/16, node = 10.0.1.5, address = keep }
                            { address = proxy-destination }
                          ]
                          default = zero
                        }
                        """)
                .load()
                .hops()
                .getFirst()
                .ftp()
                .passiveAddress();

        assertThat(rules.rules())
                .containsExactly(
                        rule(null, "vpce-0a1", "10.0.1.5", "172.16.0.9"),
                        rule(null, "vpce-0a1", null, "endpoint.example.com"),
                        rule("10.9.0.0/16", null, "10.0.1.5", "keep"),
                        rule(null, null, null, "proxy-destination"));
        assertThat(rules.otherwise()).isEqualTo(PassiveAddressPolicy.parse("zero"));
    }

    private static PolicyRule rule(
            @Nullable String clients, @Nullable String endpoint, @Nullable String node, String address) {
        return new PolicyRule(
                new ClientMatch(
                        Optional.ofNullable(clients).map(Cidr::parse),
                        Optional.ofNullable(endpoint),
                        Optional.ofNullable(node).flatMap(IpLiteral::parse)),
                PassiveAddressPolicy.parse(address));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            proxy-protocol.accept = yes | proxy-protocol.accept: "yes" (expected: off or optional or required)
            proxy-protocol.header = middle | proxy-protocol.header: "middle" (expected: first or late)
            proxy-protocol.send = v3 | proxy-protocol.send: "v3" (expected: off or v1 or v2)
            proxy-protocol.timeout = 2h | proxy-protocol.timeout: "2h" (expected: a duration of 1ms to 1h with its unit, for example 30s)
            proxy-protocol.trusted = 10.1.0.1/16 | proxy-protocol.trusted: "10.1.0.1/16" (expected: host bits zero, that is 10.1.0.0/16)
            proxy-protocol.accept = required | proxy-protocol.trusted: an empty list (expected: the networks of the load balancers whose headers are believed, for example [ 10.1.0.0/16 ])
            proxy-protocol { accept = optional, trusted = lb } | proxy-protocol.trusted: "lb" (expected: a network such as 10.1.0.0/16 or a single address)
            proxy-protocol = required | proxy-protocol: "required" (expected: an object { ... })
            proxy-protocol.placement = late | proxy-protocol.placement: unknown key (expected: one of accept, header, send, timeout, trusted)
            passive-address = proxy-destination | passive-address: "proxy-destination" (expected: proxy-protocol.accept = required or optional beside what goes by the PROXY header)
            passive-address = proxy-destinatoin | passive-address: "proxy-destinatoin" (expected: keep, control, zero, proxy-destination, an IPv4 address or a DNS name; did you mean proxy-destination? A DNS name of one label needs a final dot)
            passive-address { rules = [ { node = 10.0.0.1, address = 203.0.113.1 } ], default = control } | passive-address: an object (expected: proxy-protocol.accept = required or optional beside what goes by the PROXY header)
            passive-address { rules = [ { clients = 10.0.0.0/8, address = zero } ], default = proxy-destination } | passive-address: an object (expected: proxy-protocol.accept = required or optional beside what goes by the PROXY header)
            """)
    void aWrongValueGivesOneLine(String line, String complaint) throws IOException {
        assertThat(ConfigFile.withHop(folder, line).complaint())
                .isEqualTo("passage.conf:4: passage.hops.edge." + complaint);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            { address = control } | [1].address: "control" (expected: a rule with clients, endpoint or node; what holds for all is the default)
            { endpoint = vpc-1, address = control } | [1].endpoint: "vpc-1" (expected: the id of a VPC endpoint, for example vpce-0123456789abcdef0)
            { node = nlb, address = control } | [1].node: "nlb" (expected: an IP address, for example 10.0.3.7)
            { node = 10.0.0.2 } | [1].address: missing (expected: keep, control, zero, proxy-destination, an IPv4 address or a DNS name)
            { nod = 10.0.0.2, clients = 10.0.0.0/8, address = zero } | [1].nod: unknown key (did you mean node?)
            { endpoint = vpce-1, node = 10.0.0.1, address = zero } | [1].endpoint: "vpce-1" (expected: before vpce-1, which holds all of it and is asked first)
            { clients = 10.0.0.0/8, endpoint = vpce-1, address = zero } | [1].clients: "10.0.0.0/8" (expected: before vpce-1, which holds all of it and is asked first)
            """)
    void aWrongRuleGivesOneLine(String rule, String complaint) throws IOException {
        String text = ACCEPTING + "passive-address { rules = [ { endpoint = vpce-1, address = control }, " + rule
                + " ], default = control }";

        assertThat(ConfigFile.withHop(folder, text).complaint())
                .isEqualTo("passage.conf:5: passage.hops.edge.passive-address.rules" + complaint);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            rules = [ { address = proxy-destination }, { node = 10.0.0.1, address = zero } ], default = control | rules[1].node: "10.0.0.1" (expected: before proxy-destination, which holds all of it and is asked first)
            rules = [ { node = 10.0.0.1, address = keep }, { node = 10.0.0.1, clients = 10.0.0.0/8, address = zero } ], default = control | rules[1].clients: "10.0.0.0/8" (expected: before node 10.0.0.1, which holds all of it and is asked first)
            rules = [ { node = 10.0.0.1, address = keep } ], by-client = [ { clients = 10.0.0.0/8, address = zero } ], default = control | rules: beside by-client (expected: one list; rules can hold those by client as well)
            by-client = [ { node = 10.0.0.1, clients = 10.0.0.0/8, address = keep } ], default = control | by-client[0].node: unknown key (expected: one of address, clients)
            rules = [], default = control | rules: an empty list (expected: a list of objects [ { ... }, ... ])
            default = control | rules: missing (expected: a list of objects [ { ... }, ... ])
            """)
    void aListThatDoesNotFitGivesOneLine(String list, String complaint) throws IOException {
        assertThat(ConfigFile.withHop(folder, ACCEPTING + "passive-address { " + list + " }")
                        .complaint())
                .isEqualTo("passage.conf:5: passage.hops.edge.passive-address." + complaint);
    }

    @Test
    void aFlagAloneSaysWhatItNeeds() {
        ProxyFlags flags = new ProxyFlags(
                List.of("127.0.0.1:2121"),
                Optional.of("h:21"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("proxy-destination"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> ConfigLoader.fromFlags(flags))
                .hasMessage(
                        "--passive-address: \"proxy-destination\" (expected: proxy-protocol.accept = required or optional"
                                + " beside what goes by the PROXY header)");
    }
}
