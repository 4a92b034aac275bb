package io.github.passage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.HostPort;
import io.github.passage.address.PortRange;
import io.github.passage.control.AuthMode;
import io.github.passage.control.EpsvMode;
import io.github.passage.data.DataPeer;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.passive.PassiveAddressPolicy;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxyFlagsTest {
    private static final Optional<String> UNSET = Optional.empty();

    @Test
    void flagsDescribeOneHopWithTheDefaultsOfTheManual() {
        ProxyConfig config = ConfigLoader.fromFlags(new ProxyFlags(
                List.of("0.0.0.0:2121"), Optional.of("127.0.0.1:21"), UNSET, UNSET, UNSET, UNSET, UNSET, UNSET));

        FtpHopSettings hop = config.hops().getFirst();
        assertThat(hop.name()).isEqualTo("proxy");
        assertThat(hop.listen()).containsExactly(new InetSocketAddress("0.0.0.0", 2121));
        assertThat(hop.ftp().dataPorts().ports()).isEqualTo(new PortRange(8192, 8200));
    }

    @Test
    void everyFlagCounts() {
        FtpHopSettings hop = ConfigLoader.fromFlags(new ProxyFlags(
                        List.of("127.0.0.1:2121", "127.0.0.2:2121"),
                        Optional.of("ftp.example.com:21"),
                        Optional.of("9000-9009"),
                        Optional.of("30000-30009"),
                        Optional.of("keep"),
                        Optional.of("refuse"),
                        Optional.of("pass"),
                        Optional.of("any")))
                .hops()
                .getFirst();

        assertThat(hop.listen()).hasSize(2);
        assertThat(hop.target().address()).hasToString("ftp.example.com:21");
        assertThat(hop.ftp().dataPorts().ports()).isEqualTo(new PortRange(9000, 9009));
        assertThat(hop.ftp().dataPorts().advertised()).isEqualTo(new PortRange(30000, 30009));
        assertThat(hop.ftp().dataPorts().peer()).isEqualTo(new DataPeer.Any());
        assertThat(hop.ftp().passiveAddress()).isEqualTo(new PassiveAddressPolicy.Keep());
        assertThat(hop.ftp().epsv()).isEqualTo(EpsvMode.REFUSE);
        assertThat(hop.ftp().auth()).isEqualTo(AuthMode.PASS);
    }

    @Test
    void severalTargetsAreOnePool() {
        FtpHopSettings hop = ConfigLoader.fromFlags(new ProxyFlags(
                        List.of("127.0.0.1:2121"),
                        List.of("10.0.0.1:21", "10.0.0.2:21"),
                        UNSET,
                        UNSET,
                        UNSET,
                        UNSET,
                        UNSET,
                        UNSET))
                .hops()
                .getFirst();

        assertThat(hop.target().pool().orElseThrow().targets())
                .extracting(HostPort::toString)
                .containsExactly("10.0.0.1:21", "10.0.0.2:21");
    }

    @Test
    void mistakesNameTheFlag() {
        ProxyFlags flags = new ProxyFlags(
                List.of("0.0.0.0"),
                UNSET,
                Optional.of("9000-8000"),
                UNSET,
                Optional.of("controll"),
                Optional.of("522"),
                UNSET,
                Optional.of("prefix/0"));

        assertThatThrownBy(() -> ConfigLoader.fromFlags(flags))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                --listen: "0.0.0.0" (expected: host:port, for example 127.0.0.1:21 or [::1]:21)
                --target: missing (expected: host:port, for example "10.0.3.20:21" or "ftp.example.com:21")
                --data-ports: "9000-8000" (expected: first-last, for example 8192-8200, within 1-65535)
                --data-peer: "prefix/0" (expected: same, any, or prefix/N with N from 1 to 32, for example prefix/24)
                --passive-address: "controll" (expected: keep, control, zero, proxy-destination, an IPv4 address or a DNS name; did you mean \
                control? A DNS name of one label needs a final dot)
                --epsv: "522" (expected: pass or refuse)""");
    }

    @Test
    void flagsThatDoNotGoTogetherAreNamed() {
        ProxyFlags flags = new ProxyFlags(
                List.of("0.0.0.0:8192"),
                Optional.of("h:21"),
                UNSET,
                Optional.of("30000-30001"),
                UNSET,
                UNSET,
                UNSET,
                UNSET);

        assertThatThrownBy(() -> ConfigLoader.fromFlags(flags)).hasMessage("""
                --advertised-data-ports: "30000-30001" (expected: 9 ports, as many as data-ports 8192-8200)
                --listen: "0.0.0.0:8192" (expected: a port outside data-ports 8192-8200)""");
    }
}
