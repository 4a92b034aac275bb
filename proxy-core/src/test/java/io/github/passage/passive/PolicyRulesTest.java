package io.github.passage.passive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.Cidr;
import io.github.passage.address.IpLiteral;
import io.github.passage.passive.PassiveAddressPolicy.Rules;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that look at PROXY headers; texts are {@code clients endpoint node address}, with - for nothing. */
class PolicyRulesTest {
    private static final String ONE = "vpce-0123456789abcdef0";
    private static final InetAddress REACHED = ip("10.244.0.9");

    private static final Rules RULES = new Rules(
            List.of(
                    rule("- " + ONE + " 10.0.1.5 172.16.1.5"),
                    rule("- " + ONE + " - zonal.vpce.example.com"),
                    rule("192.168.0.0/16 - - 192.0.2.1"),
                    rule("- - 10.0.1.5 203.0.113.5"),
                    rule("- - 10.0.2.5 203.0.113.6"),
                    rule("10.0.0.0/8 - - proxy-destination")),
            PassiveAddressPolicy.parse("control"));

    private static InetAddress ip(String text) {
        return IpLiteral.parse(text).orElseThrow();
    }

    private static PolicyRule rule(String text) {
        String[] part = text.split(" ", -1);
        return new PolicyRule(
                new ClientMatch(
                        given(part[0]).map(Cidr::parse),
                        given(part[1]),
                        given(part[2]).map(PolicyRulesTest::ip)),
                PassiveAddressPolicy.parse(part[3]));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(word -> !word.equals("-"));
    }

    private static ClientView view(String client, String endpoint, String node) {
        return new ClientView(ip(client), REACHED, given(node).map(PolicyRulesTest::ip), given(endpoint));
    }

    @ParameterizedTest
    @CsvSource({
        "10.9.9.9, vpce-0123456789abcdef0, 10.0.1.5, 172.16.1.5",
        "192.168.1.1, vpce-0123456789abcdef0, 10.0.1.5, 172.16.1.5",
        "192.168.1.1, vpce-0000000000000000f, 10.0.1.5, 192.0.2.1",
        "8.8.8.8, -, 10.0.1.5, 203.0.113.5",
        "8.8.8.8, -, 10.0.2.5, 203.0.113.6",
        "10.9.9.9, vpce-0000000000000000f, 10.0.3.5, 10.0.3.5",
        "10.9.9.9, -, -, 10.244.0.9",
        "8.8.8.8, -, 10.0.3.5, 10.244.0.9"
    })
    void theFirstRuleThatIsForTheClientDecides(String client, String endpoint, String node, String told) {
        ClientView view = view(client, endpoint, node);

        assertThat(RULES.nameNeeded(view)).isEmpty();
        assertThat(RULES.decide(view, List.of()))
                .isEqualTo(
                        new AdvertisedAddress.Rewritten(IpLiteral.parseV4(told).orElseThrow()));
    }

    @Test
    void anEndpointMayHaveAName() {
        assertThat(RULES.nameNeeded(view("10.9.9.9", ONE, "10.0.2.5"))).contains("zonal.vpce.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "- vpce-1 - zero, rules",
        "- - 10.0.0.1 zero, rules",
        "10.0.0.0/8 - - proxy-destination, rules",
        "10.0.0.0/8 - - zero, by-client"
    })
    void rulesThatLookAtHeadersAreOfAKindOfTheirOwn(String text, String label) {
        Rules rules = new Rules(List.of(rule(text)), PassiveAddressPolicy.parse("control"));

        assertThat(rules.kind().label()).isEqualTo(label);
        assertThat(rules.usesHeader()).isEqualTo(label.equals("rules"));
        assertThat(new Rules(List.of(), rules).usesHeader()).isEqualTo(label.equals("rules"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8 - - zero, 10.1.0.0/16 - - keep, true",
        "10.0.0.0/8 - - zero, 10.1.0.0/16 vpce-1 10.0.0.1 keep, true",
        "10.1.0.0/16 - - zero, 10.0.0.0/8 - - keep, false",
        "- vpce-1 - zero, - vpce-1 10.0.0.1 keep, true",
        "- vpce-1 - zero, - vpce-2 10.0.0.1 keep, false",
        "- vpce-1 10.0.0.1 zero, - vpce-1 - keep, false",
        "- - 10.0.0.1 zero, 10.0.0.0/8 - 10.0.0.1 keep, true",
        "- - 10.0.0.1 zero, 10.0.0.0/8 - - keep, false",
        "- - - proxy-destination, 10.0.0.0/8 - - keep, false",
        "- - - proxy-destination, - - 10.0.0.1 keep, true",
        "- - - proxy-destination, - vpce-1 - keep, true",
        "- - - proxy-destination, 10.0.0.0/8 - - proxy-destination, true",
        "10.0.0.0/8 - - zero, 2001:db8::/32 - - keep, false"
    })
    void aRuleHidesALaterOneThatIsForNobodyElse(String earlier, String later, boolean hidden) {
        assertThat(rule(earlier).hides(rule(later))).isEqualTo(hidden);
    }
}
