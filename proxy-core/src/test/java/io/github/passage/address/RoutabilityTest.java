package io.github.passage.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutabilityTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.2.0.7",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "::",
                "::1",
                "fd12::1",
                "fe80::1"
            })
    void privateAndSpecialAddressesAreNotPublic(String address) {
        assertThat(Routability.isPublic(IpLiteral.parse(address).orElseThrow())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "203.0.113.5",
                "2600::1"
            })
    void theRestIs(String address) {
        assertThat(Routability.isPublic(IpLiteral.parse(address).orElseThrow())).isTrue();
    }
}
