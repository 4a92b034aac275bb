package io.github.passage.data;

import io.github.passage.address.PortRange;

/**
 * The data ports of a hop.
 *
 * @param ports the ports to listen on
 * @param advertised the ports that clients are told, of equal number: another range where a NAT or a NodePort maps ports
 * @param peer from which sources a data connection may come
 * @param own the ports that sessions are given: all, or with replicas this one's slice of them
 */
public record DataPortSettings(PortRange ports, PortRange advertised, DataPeer peer, PortRange own) {
    /** Sessions are given all of the ports. */
    public DataPortSettings(PortRange ports, PortRange advertised, DataPeer peer) {
        this(ports, advertised, peer, ports);
    }

    /** Checks that the ranges match. */
    public DataPortSettings {
        if (ports.size() != advertised.size()) {
            throw new IllegalArgumentException("advertised-data-ports: " + advertised + " (expected: " + ports.size()
                    + " ports, as many as data-ports " + ports + ")");
        }
        if (!ports.contains(own.first()) || !ports.contains(own.last())) {
            throw new IllegalArgumentException(own + " (expected: within data-ports " + ports + ")");
        }
    }

    /** The same with sessions that are given only some of the ports. */
    public DataPortSettings giving(PortRange some) {
        return new DataPortSettings(ports, advertised, peer, some);
    }

    /** What clients are told of the ports that sessions are given. */
    public PortRange advertisedOwn() {
        return new PortRange(ports.translate(own.first(), advertised), ports.translate(own.last(), advertised));
    }
}
