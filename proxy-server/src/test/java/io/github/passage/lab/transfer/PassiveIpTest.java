package io.github.passage.lab.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.IpLiteral;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassiveIpTest {

    private static final Inet4Address FIRST = address(10, 2, 0, 46);
    private static final Inet4Address SECOND = address(10, 2, 1, 46);
    private static final Inet4Address OTHER = address(10, 9, 9, 9);

    @ParameterizedTest
    @CsvSource({
        "AUTO, AUTO",
        "203.0.113.7, 203.0.113.7",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0 (use the address of the control connection)"
    })
    void acceptsAutoOrOneAddress(String text, String shown) {
        assertThat(PassiveIp.parse(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "auto",
                "AUTO ",
                " 1.2.3.4",
                "1.2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "1..2.3",
                "256.1.1.1",
                "999.1.1.1",
                "01.2.3.4",
                "-1.2.3.4",
                "+1.2.3.4",
                "1.2.3.4/32",
                "a.b.c.d",
                "ftp.example.com",
                "::1",
                "1.2.3.4,5.6.7.8",
                "١.2.3.4",
                "0x7f.0.0.1",
                "2130706433",
                "1000.1000.1000.1000"
            })
    void refusesAnythingElseAndSaysWhatIsExpected(String text) {
        assertThatThrownBy(() -> PassiveIp.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" (expected: AUTO, or one IPv4 address such as 203.0.113.7 or "
                        + "0.0.0.0, at most 15 characters)");
    }

    @Test
    void autoAnnouncesTheEndpointThatTheSessionReached() {
        assertThat(new PassiveIp.Auto().announce(List.of(FIRST, SECOND), SECOND, OTHER))
                .isEqualTo(SECOND);
    }

    @Test
    void autoAnnouncesTheEndpointThatForwardedTheSession() {
        assertThat(new PassiveIp.Auto().announce(List.of(FIRST, SECOND), OTHER, SECOND))
                .isEqualTo(SECOND);
    }

    @Test
    void autoAnnouncesTheFirstEndpointWhenTheSessionTellsNothing() {
        assertThat(new PassiveIp.Auto().announce(List.of(FIRST, SECOND), OTHER, InetAddress.getLoopbackAddress()))
                .isEqualTo(FIRST);
    }

    @Test
    void aFixedAddressIsAnnouncedToEveryone() {
        assertThat(new PassiveIp.Fixed(OTHER).announce(List.of(FIRST), FIRST, SECOND))
                .isEqualTo(OTHER);
    }

    private static Inet4Address address(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return IpLiteral.v4(bytes);
    }
}
