package io.github.passage.lab.profile;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * All decisions of a client. Programs with equal behaviour come to the same outcome wherever they go, if not in the same time.
 *
 * @param ipv4 on IPv4 control connections
 * @param ipv6 on IPv6 control connections; empty if it cannot make them
 */
public record Behaviour(Plan ipv4, Optional<Plan> ipv6) {

    /** The plan for a control connection to this address, empty if it cannot be made. */
    public Optional<Plan> plan(InetAddress control) {
        return control instanceof Inet4Address ? Optional.of(ipv4) : ipv6;
    }
}
