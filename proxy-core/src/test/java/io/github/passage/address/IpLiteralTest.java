package io.github.passage.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "10.1.135.46", "255.255.255.255"})
    void readsFourOctets(String text) {
        assertThat(IpLiteral.parseV4(text).orElseThrow().getHostAddress()).isEqualTo(text);
        assertThat(IpLiteral.parse(text)).contains(IpLiteral.parseV4(text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.1234",
                "1.2.3.-4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.a",
                "0x7f.0.0.1",
                "2130706433",
                "localhost",
                "1.2.3.4.",
                "١.2.3.4"
            })
    void refusesHistoricAndBrokenForms(String text) {
        assertThat(IpLiteral.parseV4(text)).isEmpty();
        assertThat(IpLiteral.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "::1, 0:0:0:0:0:0:0:1",
        "[::1], 0:0:0:0:0:0:0:1",
        "2001:db8::7, 2001:db8:0:0:0:0:0:7",
        "::ffff:10.0.0.1, 10.0.0.1"
    })
    void readsVersionSixWithOrWithoutBrackets(String text, String shown) {
        assertThat(IpLiteral.parse(text).orElseThrow().getHostAddress()).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {":", ":::", "[::1", "::1]", "[[::1]]", "1.2.3.4:80", "g::1", "1:2:3:4:5:6:7:8:9", "[]", "[:]"})
    void refusesBrokenVersionSix(String text) {
        assertThat(IpLiteral.parse(text)).isEmpty();
    }

    @Test
    void buildsAddressesFromFourOctetsOnly() {
        assertThat(IpLiteral.v4(new byte[] {10, 0, (byte) 200, 1}).getHostAddress())
                .isEqualTo("10.0.200.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpLiteral.v4(new byte[3]))
                .withMessage("octets: 3 bytes (expected: 4)");
    }
}
