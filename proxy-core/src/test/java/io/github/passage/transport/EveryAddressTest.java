package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.HostPort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EveryAddressTest {
    @ParameterizedTest
    @CsvSource({
        "[::]:21, true, [::]:21",
        "[::]:21, false, 0.0.0.0:21",
        "0.0.0.0:21, true, 0.0.0.0:21",
        "0.0.0.0:21, false, 0.0.0.0:21",
        "[::1]:21, false, [::1]:21",
        "127.0.0.1:0, true, 127.0.0.1:0"
    })
    void everyAddressIsThatOfIpv4WhereThereIsNoOther(String wanted, boolean hasIpv6, String bound) {
        assertThat(EveryAddress.of(HostPort.parse(wanted).toSocketAddress(), hasIpv6))
                .isEqualTo(HostPort.parse(bound).toSocketAddress());
    }
}
