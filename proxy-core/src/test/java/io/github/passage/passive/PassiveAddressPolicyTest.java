package io.github.passage.passive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.passage.address.Cidr;
import io.github.passage.address.IpLiteral;
import io.github.passage.passive.PassiveAddressPolicy.ByClient;
import io.github.passage.passive.PassiveAddressPolicy.Control;
import io.github.passage.passive.PassiveAddressPolicy.Dns;
import io.github.passage.passive.PassiveAddressPolicy.Fixed;
import io.github.passage.passive.PassiveAddressPolicy.Keep;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
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

    private static Inet4Address v4(String text) {
        return IpLiteral.parseV4(text).orElseThrow();
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

        assertThat(parsed.nameNeeded(CLIENT)).isEmpty();
        assertThat(parsed.decide(CLIENT, ip(reached), List.of())).isEqualTo(expected);
    }

    @Test
    void controlHasNoAddressWhereTheClientCameByVersionSix() {
        assertThat(new Control().decide(ip("::2"), ip("::1"), List.of()))
                .isEqualTo(new AdvertisedAddress.Unavailable("PASV cannot carry an IPv6 address, use EPSV"));
    }

    @Test
    void ofSeveralAnswersTheOneThatTheClientReachedIsTaken() {
        Dns dns = new Dns("nlb.example.com");

        assertThat(dns.nameNeeded(CLIENT)).contains("nlb.example.com");
        assertThat(dns.decide(CLIENT, REACHED, List.of(v4("10.0.1.9"), v4("10.0.1.1"))))
                .isEqualTo(rewritten("10.0.1.1"));
    }

    @Test
    void elseTheFirstAnswer() {
        assertThat(new Dns("nlb.example.com").decide(CLIENT, REACHED, List.of(v4("10.0.1.9"), v4("10.0.1.8"))))
                .isEqualTo(rewritten("10.0.1.9"));
    }

    @Test
    void withoutAnAnswerThereIsNoAddress() {
        assertThat(new Dns("nlb.example.com").decide(CLIENT, REACHED, List.of()))
                .isEqualTo(new AdvertisedAddress.Unavailable("no address is known for nlb.example.com"));
    }

    @Test
    void theFirstMatchingClientNetworkDecides() {
        PassiveAddressPolicy policy = new ByClient(
                List.of(
                        new ByClient.Rule(Cidr.parse("10.0.0.0/24"), new Fixed(v4("1.1.1.1"))),
                        new ByClient.Rule(Cidr.parse("10.0.0.0/16"), new Fixed(v4("2.2.2.2")))),
                new Keep());

        assertThat(policy.decide(ip("10.0.0.5"), REACHED, List.of())).isEqualTo(rewritten("1.1.1.1"));
        assertThat(policy.decide(ip("10.0.9.5"), REACHED, List.of())).isEqualTo(rewritten("2.2.2.2"));
        assertThat(policy.decide(ip("10.9.9.5"), REACHED, List.of())).isEqualTo(new AdvertisedAddress.Announced());
    }

    @Test
    void onlyTheClientsThatNeedANameWaitForIt() {
        PassiveAddressPolicy policy = new ByClient(
                List.of(new ByClient.Rule(Cidr.parse("10.0.0.0/24"), new Dns("inside.example.com"))), new Control());

        assertThat(policy.nameNeeded(ip("10.0.0.5"))).contains("inside.example.com");
        assertThat(policy.nameNeeded(ip("10.9.0.5"))).isEmpty();
        assertThat(policy.decide(ip("10.0.0.5"), REACHED, List.of(v4("3.3.3.3"))))
                .isEqualTo(rewritten("3.3.3.3"));
    }

    @Test
    void rulesCanNestAndFallBackToDns() {
        PassiveAddressPolicy inner = new ByClient(
                List.of(new ByClient.Rule(Cidr.parse("10.0.0.0/28"), new Keep())), new Dns("deep.example.com"));
        PassiveAddressPolicy policy =
                new ByClient(List.of(new ByClient.Rule(Cidr.parse("10.0.0.0/24"), inner)), new Control());

        assertThat(policy.nameNeeded(ip("10.0.0.99"))).contains("deep.example.com");
        assertThat(policy.decide(ip("10.0.0.99"), REACHED, List.of(v4("4.4.4.4"))))
                .isEqualTo(rewritten("4.4.4.4"));
        assertThat(policy.decide(ip("10.0.0.9"), REACHED, List.of())).isEqualTo(new AdvertisedAddress.Announced());
    }

    @Test
    void laterChangesOfTheListChangeNothing() {
        List<ByClient.Rule> rules = new java.util.ArrayList<>();
        ByClient policy = new ByClient(rules, new Control());
        rules.add(new ByClient.Rule(Cidr.parse("0.0.0.0/0"), new Keep()));

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
                .withMessage("\"" + text + "\" (expected: keep, control, zero, an IPv4 address or a DNS name)");
    }
}
