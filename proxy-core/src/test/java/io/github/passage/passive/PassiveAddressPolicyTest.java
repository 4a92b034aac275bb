package io.github.passage.passive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.passage.address.Cidr;
import io.github.passage.address.IpLiteral;
import io.github.passage.passive.PassiveAddressPolicy.Control;
import io.github.passage.passive.PassiveAddressPolicy.Dns;
import io.github.passage.passive.PassiveAddressPolicy.Fixed;
import io.github.passage.passive.PassiveAddressPolicy.Keep;
import io.github.passage.passive.PassiveAddressPolicy.ProxyDestination;
import io.github.passage.passive.PassiveAddressPolicy.Rules;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassiveAddressPolicyTest {
    private static final InetAddress CLIENT = ip("10.0.0.5");
    private static final InetAddress REACHED = ip("10.0.1.1");

    private static InetAddress ip(String text) {
        return IpLiteral.parse(text).orElseThrow();
    }

    private static ClientView view(InetAddress client, InetAddress reached) {
        return ClientView.direct(client, reached);
    }

    private static Inet4Address v4(String text) {
        return IpLiteral.parseV4(text).orElseThrow();
    }

    private static PolicyRule rule(String clients, PassiveAddressPolicy policy) {
        return new PolicyRule(ClientMatch.of(Cidr.parse(clients)), policy);
    }

    private static AdvertisedAddress rewritten(String address) {
        return new AdvertisedAddress.Rewritten(v4(address));
    }

    @ParameterizedTest
    @CsvSource({
        "keep, 10.0.1.1, -",
        "control, 10.0.1.1, 10.0.1.1",
        "zero, 10.0.1.1, 0.0.0.0",
        "zero, ::1, 0.0.0.0",
        "198.51.100.7, 10.0.1.1, 198.51.100.7",
        "198.51.100.7, ::1, 198.51.100.7"
    })
    void decidesWithoutDns(String policy, String reached, String advertised) {
        AdvertisedAddress expected = advertised.equals("-") ? new AdvertisedAddress.Announced() : rewritten(advertised);
        PassiveAddressPolicy parsed = PassiveAddressPolicy.parse(policy);

        assertThat(parsed.nameNeeded(view(CLIENT, REACHED))).isEmpty();
        assertThat(parsed.decide(view(CLIENT, ip(reached)), List.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy-destination, PROXY_DESTINATION",
        "keep, KEEP",
        "control, CONTROL",
        "zero, ZERO",
        "198.51.100.7, FIXED",
        "ftp.example.com, NAME"
    })
    void isOfAKind(String policy, PolicyKind kind) {
        PassiveAddressPolicy parsed = PassiveAddressPolicy.parse(policy);

        assertThat(parsed.kind()).isEqualTo(kind);
    }

    @Test
    void controlHasNoAddressWhereTheClientCameByVersionSix() {
        assertThat(new Control().decide(view(ip("::2"), ip("::1")), List.of()))
                .isEqualTo(new AdvertisedAddress.Unavailable("PASV cannot carry an IPv6 address, use EPSV"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.1.7, 10.0.1.7, -",
        "2001:db8::7, -, 'PASV cannot carry an IPv6 address, use EPSV'",
        "-, -, 'no PROXY header tells the address you reached, use EPSV'"
    })
    void proxyDestinationIsTheNodeOfTheHeader(String node, String advertised, String reason) {
        ClientView view = new ClientView(CLIENT, REACHED, IpLiteral.parse(node), Optional.empty());

        assertThat(new ProxyDestination().decide(view, List.of()))
                .isEqualTo(advertised.equals("-") ? new AdvertisedAddress.Unavailable(reason) : rewritten(advertised));
    }

    @Test
    void ofSeveralAnswersTheNodeOfTheHeaderIsTaken() {
        ClientView view = new ClientView(CLIENT, REACHED, Optional.of(ip("10.0.1.8")), Optional.empty());

        assertThat(new Dns("nlb.example.com").decide(view, List.of(v4("10.0.1.1"), v4("10.0.1.8"))))
                .isEqualTo(rewritten("10.0.1.8"));
    }

    @Test
    void ofSeveralAnswersTheOneThatTheClientReachedIsTaken() {
        Dns dns = new Dns("nlb.example.com");

        assertThat(dns.nameNeeded(view(CLIENT, REACHED))).contains("nlb.example.com");
        assertThat(dns.decide(view(CLIENT, REACHED), List.of(v4("10.0.1.9"), v4("10.0.1.1"))))
                .isEqualTo(rewritten("10.0.1.1"));
    }

    @Test
    void elseTheFirstAnswer() {
        assertThat(new Dns("nlb.example.com").decide(view(CLIENT, REACHED), List.of(v4("10.0.1.9"), v4("10.0.1.8"))))
                .isEqualTo(rewritten("10.0.1.9"));
    }

    @Test
    void withoutAnAnswerThereIsNoAddress() {
        assertThat(new Dns("nlb.example.com").decide(view(CLIENT, REACHED), List.of()))
                .isEqualTo(new AdvertisedAddress.Unavailable("no address is known for nlb.example.com"));
    }

    @Test
    void theFirstMatchingClientNetworkDecides() {
        PassiveAddressPolicy policy = new Rules(
                List.of(rule("10.0.0.0/24", new Fixed(v4("1.1.1.1"))), rule("10.0.0.0/16", new Fixed(v4("2.2.2.2")))),
                new Keep());

        assertThat(policy.decide(view(ip("10.0.0.5"), REACHED), List.of())).isEqualTo(rewritten("1.1.1.1"));
        assertThat(policy.decide(view(ip("10.0.9.5"), REACHED), List.of())).isEqualTo(rewritten("2.2.2.2"));
        assertThat(policy.decide(view(ip("10.9.9.5"), REACHED), List.of()))
                .isEqualTo(new AdvertisedAddress.Announced());
    }

    @Test
    void onlyTheClientsThatNeedANameWaitForIt() {
        PassiveAddressPolicy policy =
                new Rules(List.of(rule("10.0.0.0/24", new Dns("inside.example.com"))), new Control());

        assertThat(policy.nameNeeded(view(ip("10.0.0.5"), REACHED))).contains("inside.example.com");
        assertThat(policy.nameNeeded(view(ip("10.9.0.5"), REACHED))).isEmpty();
        assertThat(policy.decide(view(ip("10.0.0.5"), REACHED), List.of(v4("3.3.3.3"))))
                .isEqualTo(rewritten("3.3.3.3"));
    }

    @Test
    void rulesCanNestAndFallBackToDns() {
        PassiveAddressPolicy inner = new Rules(List.of(rule("10.0.0.0/28", new Keep())), new Dns("deep.example.com"));
        PassiveAddressPolicy policy = new Rules(List.of(rule("10.0.0.0/24", inner)), new Control());

        assertThat(policy.nameNeeded(view(ip("10.0.0.99"), REACHED))).contains("deep.example.com");
        assertThat(policy.decide(view(ip("10.0.0.99"), REACHED), List.of(v4("4.4.4.4"))))
                .isEqualTo(rewritten("4.4.4.4"));
        assertThat(policy.decide(view(ip("10.0.0.9"), REACHED), List.of()))
                .isEqualTo(new AdvertisedAddress.Announced());
    }

    @Test
    void laterChangesOfTheListChangeNothing() {
        List<PolicyRule> rules = new java.util.ArrayList<>();
        Rules policy = new Rules(rules, new Control());
        rules.add(rule("0.0.0.0/0", new Keep()));

        assertThat(policy.rules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nlb.example.com", "localhost", "a", "my_host.internal", "x1.example.com.", "1e.example"})
    void anyOtherWordIsADnsName(String text) {
        assertThat(PassiveAddressPolicy.parse(text)).isEqualTo(new Dns(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "1.2.3", "1.2.3.256", "::1", "-a.example", "a-", "a b", "a/b", "10.0.0.0/8", "ü.example"
            })
    void saysWhatItFoundAndWhatItExpected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PassiveAddressPolicy.parse(text))
                .withMessage("\"" + text
                        + "\" (expected: keep, control, zero, proxy-destination, an IPv4 address or a DNS name)");
    }
}
