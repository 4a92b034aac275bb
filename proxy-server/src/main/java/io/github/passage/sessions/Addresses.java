package io.github.passage.sessions;

import io.github.passage.address.HostPort;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses as a record has them: those that are not known are empty. */
final class Addresses {
    private Addresses() {}

    static String shown(@Nullable InetSocketAddress address) {
        return address == null ? "" : HostPort.of(address).toString();
    }

    /** Of a passive reply, where a 229 has no address. */
    static String shown(Optional<Inet4Address> address, int port) {
        return address.map(Inet4Address::getHostAddress).orElse("") + ":" + port;
    }
}
