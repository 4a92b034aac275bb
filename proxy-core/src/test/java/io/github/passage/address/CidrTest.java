package io.github.passage.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    private static InetAddress ip(String text) {
        return IpLiteral.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.0.0/16",
        "0.0.0.0/0, 0.0.0.0/0",
        "10.1.2.3, 10.1.2.3/32",
        "10.1.2.3/32, 10.1.2.3/32",
        "10.1.2.128/25, 10.1.2.128/25",
        "::1, 0:0:0:0:0:0:0:1/128",
        "fc00::/7, fc00:0:0:0:0:0:0:0/7",
        "[2001:db8::]/32, 2001:db8:0:0:0:0:0:0/32"
    })
    void readsNetworksAndSingleAddresses(String text, String shown) {
        assertThat(Cidr.parse(text)).hasToString(shown);
        assertThat(Cidr.parse(shown)).isEqualTo(Cidr.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "10.1.0.0/", "10.1.0.0/x", "10.1.0.0/-1", "10.1.0.0/1234", "10.1/16", "host/8", "/8"})
    void saysWhatItFoundAndWhatItExpected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse(text))
                .withMessage("\"" + text + "\" (expected: a network such as 10.1.0.0/16 or a single address)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10.1.0.0/33; 10.1.0.0/33 (expected: a prefix from 0 to 32)",
                "::/129; 0:0:0:0:0:0:0:0/129 (expected: a prefix from 0 to 128)",
                "10.1.2.3/16; 10.1.2.3/16 (expected: host bits zero, that is 10.1.0.0/16)",
                "10.1.2.3/0; 10.1.2.3/0 (expected: host bits zero, that is 0.0.0.0/0)",
                "10.1.2.129/25; 10.1.2.129/25 (expected: host bits zero, that is 10.1.2.128/25)"
            })
    void namesThePrefixOrTheHostBits(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text)).withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.0.0/16, 10.0.255.255, false",
        "10.1.2.128/25, 10.1.2.128, true",
        "10.1.2.128/25, 10.1.2.127, false",
        "10.1.2.3/32, 10.1.2.3, true",
        "10.1.2.3/32, 10.1.2.2, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 10.0.0.1, false",
        "::/0, ffff::1, true",
        "fc00::/7, fdff::1, true",
        "fc00::/7, fe00::1, false"
    })
    void containsAddressesOfItsFamilyOnly(String network, String address, boolean inside) {
        assertThat(Cidr.parse(network).contains(ip(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.200, 24, 10.1.2.0/24",
        "10.1.2.200, 25, 10.1.2.128/25",
        "10.1.2.200, 1, 0.0.0.0/1",
        "10.1.2.200, 128, 10.1.2.200/32",
        "2001:db8:ff::1, 32, 2001:db8::/32"
    })
    void drawsANetworkAroundAnAddress(String address, int prefix, String network) {
        assertThat(Cidr.around(ip(address), prefix)).isEqualTo(Cidr.parse(network));
        assertThat(Cidr.around(ip(address), prefix).contains(ip(address))).isTrue();
    }
}
