package io.github.passage.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:21, 127.0.0.1, 21",
        "ftp.example.com:2121, ftp.example.com, 2121",
        "localhost:0, localhost, 0",
        "h:65535, h, 65535",
        "[::1]:21, ::1, 21",
        "[::1:0:0:0:1]:21, ::1:0:0:0:1, 21",
        "[2001:db8::7]:990, 2001:db8::7, 990"
    })
    void readsHostAndPortAndWritesThemTheSameWay(String text, String host, int port) {
        HostPort parsed = HostPort.parse(text);

        assertThat(parsed).isEqualTo(new HostPort(host, port));
        assertThat(parsed).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":21",
                "localhost",
                "localhost:",
                "localhost:ftp",
                "localhost:-1",
                "localhost:+1",
                "localhost:123456",
                "::1:21",
                "::1",
                "[::1]",
                "[::1:21",
                "[localhost]:21",
                "[127.0.0.1]:21",
                "[]:21"
            })
    void saysWhatItFoundAndWhatItExpected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostPort.parse(text))
                .withMessage("\"" + text + "\" (expected: host:port, for example 127.0.0.1:21 or [::1]:21)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words:21", "tab\there:21", " lead:21"})
    void refusesBlanksInTheHost(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostPort.parse(text))
                .withMessageContaining("expected: host:port");
    }

    @Test
    void namesThePortsRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostPort.parse("localhost:70000"))
                .withMessage("70000 (expected: a port from 0 to 65535)");
    }

    @Test
    void aLiteralBecomesAResolvedSocketAddress() {
        assertThat(HostPort.parse("127.0.0.1:21").toSocketAddress())
                .isEqualTo(new InetSocketAddress(IpLiteral.parse("127.0.0.1").orElseThrow(), 21));
        assertThat(HostPort.parse("[::1]:21").literal()).isPresent();
    }

    @Test
    void aNameStaysUnresolved() {
        HostPort name = HostPort.parse("ftp.example.com:21");

        assertThat(name.literal()).isEmpty();
        assertThat(name.toSocketAddress().isUnresolved()).isTrue();
    }

    @Test
    void aSocketAddressKeepsItsLiteralOrItsName() {
        assertThat(HostPort.of(HostPort.parse("127.0.0.1:21").toSocketAddress()))
                .hasToString("127.0.0.1:21");
        assertThat(HostPort.of(HostPort.parse("[::1]:21").toSocketAddress())).hasToString("[::1]:21");
        assertThat(HostPort.of(InetSocketAddress.createUnresolved("ftp.example.com", 21)))
                .hasToString("ftp.example.com:21");
    }

    @ParameterizedTest
    @CsvSource({
        "[::]:1, [::]:1",
        "[2001:db8::7]:1, [2001:db8::7]:1",
        "[2001:db8:0:0:1:0:0:1]:1, [2001:db8::1:0:0:1]:1",
        "[2001:0:0:1:0:0:0:1]:1, [2001:0:0:1::1]:1",
        "[2001:db8:0:1:1:1:1:1]:1, [2001:db8:0:1:1:1:1:1]:1",
        "[10:20::]:1, [10:20::]:1",
        "[fe80::10:0]:1, [fe80::10:0]:1",
        "10.0.0.0:1, 10.0.0.0:1"
    })
    void anAddressOfIpv6IsShownInItsShortForm(String written, String shown) {
        assertThat(HostPort.of(HostPort.parse(written).toSocketAddress())).hasToString(shown);
    }
}
