package io.github.passage.data;

import io.github.passage.address.PortRange;

/**
 * The data ports of a hop.
 *
 * @param ports the ports to listen on
 * @param advertised the ports that clients are told, of equal number: another range where a NAT or a NodePort maps ports
 * @param peer from which sources a data connection may come
 */
public record DataPortSettings(PortRange ports, PortRange advertised, DataPeer peer) {
    /** Checks that the ranges match. */
    public DataPortSettings {
        if (ports.size() != advertised.size()) {
            throw new IllegalArgumentException("advertised-data-ports: " + advertised + " (expected: " + ports.size()
                    + " ports, as many as data-ports " + ports + ")");
        }
    }
}
