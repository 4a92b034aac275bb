package io.github.passage.lab.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.IpLiteral;
import java.net.Inet4Address;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LoopbackAddressesTest {
    /** TEST-NET-1 of RFC 5737: no machine has it. */
    private static final Inet4Address FOREIGN = v4("192.0.2.77");

    @Test
    @EnabledOnOs(OS.LINUX)
    void linuxHasAllOf127() {
        assertThat(LoopbackAddresses.missing(List.of(v4("127.71.0.10"), v4("127.200.100.7"))))
                .isEmpty();
    }

    @Test
    void theAddressesThatCannotBeBoundAreMissing() {
        assertThat(LoopbackAddresses.missing(List.of(v4("127.0.0.1"), FOREIGN))).containsExactly(FOREIGN);
    }

    @Test
    void aUserOfMacosIsToldOneLineForEach() {
        assertThat(LoopbackAddresses.aliasCommands(List.of(v4("127.71.0.10"), v4("127.72.0.20"))))
                .containsExactly("sudo ifconfig lo0 alias 127.71.0.10 up", "sudo ifconfig lo0 alias 127.72.0.20 up");
    }

    private static Inet4Address v4(String text) {
        return IpLiteral.parseV4(text).orElseThrow();
    }
}
