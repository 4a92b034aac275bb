package io.github.passage.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutabilityTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0.0.0.0, UNSPECIFIED",
        "0.0.0.1, THIS_NETWORK",
        "127.0.0.1, LOOPBACK",
        "127.255.0.9, LOOPBACK",
        "9.255.255.255, PUBLIC",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "11.0.0.0, PUBLIC",
        "169.253.0.1, PUBLIC",
        "169.254.0.1, LINK_LOCAL",
        "172.15.255.255, PUBLIC",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, PUBLIC",
        "192.167.255.255, PUBLIC",
        "192.168.0.1, PRIVATE",
        "203.0.113.10, PUBLIC",
        "::, UNSPECIFIED",
        "::1, LOOPBACK",
        "fd00::1, PRIVATE",
        "fe80::1, LINK_LOCAL",
        "2001:db8::1, PUBLIC"
    })
    void everyAddressHasItsClass(String address, Routability expected) {
        assertThat(Routability.of(IpLiteral.parse(address).orElseThrow())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"203.0.113.10, true", "10.0.2.9, false", "0.0.0.0, false", "127.0.0.1, false", "169.254.1.1, false"})
    void onlyAPublicAddressIsRoutable(String address, boolean expected) {
        assertThat(Routability.of(IpLiteral.parse(address).orElseThrow()).isRoutable())
                .isEqualTo(expected);
    }
}
