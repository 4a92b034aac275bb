package io.github.passage.lab.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.IpLiteral;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferServerSettingsTest {

    private static final Inet4Address ENDPOINT = IpLiteral.v4(new byte[] {127, 2, 0, 46});
    private static final InetSocketAddress CONTROL = new InetSocketAddress(ENDPOINT, 2121);
    private static final Path HOME = Path.of(".");

    @Test
    void comesAsTransferFamilyDoes() {
        TransferServerSettings settings = TransferServerSettings.of(CONTROL, ENDPOINT, HOME);

        assertThat(settings.passivePorts()).hasToString("8192-8200");
        assertThat(settings.passivePorts().size()).isEqualTo(9);
        assertThat(settings.passiveIp()).isEqualTo(new PassiveIp.Auto());
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.dataPeerCheck()).isFalse();
        assertThat(settings.dataAddress()).isEqualTo(ENDPOINT);
    }

    @Test
    void refusesAnEmptyListOfEndpoints() {
        assertThatThrownBy(() -> settings(List.of(), "demo", "secret", Duration.ofSeconds(1)))
                .hasMessage("endpoint-addresses: none (expected: at least one IPv4 address)");
    }

    @Test
    void refusesABlankUserAndAnEmptyPassword() {
        assertThatThrownBy(() -> settings(List.of(ENDPOINT), " ", "secret", Duration.ofSeconds(1)))
                .hasMessage("user: \" \" (expected: a name that is not blank)");
        assertThatThrownBy(() -> settings(List.of(ENDPOINT), "demo", "", Duration.ofSeconds(1)))
                .hasMessage("password: empty (expected: at least one character)");
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-1S", "PT1.5S", "PT169H"})
    void refusesTimeoutsThatTheServerCannotKeep(Duration timeout) {
        assertThatThrownBy(() -> settings(List.of(ENDPOINT), "demo", "secret", timeout))
                .hasMessage("idle-timeout: " + timeout + " (expected: whole seconds from 1 second to 7 days)");
    }

    @Test
    void refusesAControlAddressWithoutAnAddress() {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("server.invalid", 21);

        assertThatThrownBy(() -> TransferServerSettings.of(unresolved, ENDPOINT, HOME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("control: server.invalid")
                .hasMessageEndingWith("(expected: a resolved address and port)");
    }

    private static TransferServerSettings settings(
            List<Inet4Address> endpoints, String user, String password, Duration idle) {
        return new TransferServerSettings(
                CONTROL,
                ENDPOINT,
                endpoints,
                TransferServerSettings.DATA_PORTS,
                new PassiveIp.Auto(),
                user,
                password,
                HOME,
                idle,
                Duration.ofMinutes(5),
                false,
                Conduct.PLAIN);
    }
}
