package io.github.passage.target;

import io.github.passage.address.HostPort;

/**
 * An address that connections are forwarded to.
 *
 * @param address host and port
 * @param zone its availability zone, empty outside zones
 */
public record Target(HostPort address, String zone) {
    /** A target outside zones. */
    public Target(HostPort address) {
        this(address, "");
    }
}
