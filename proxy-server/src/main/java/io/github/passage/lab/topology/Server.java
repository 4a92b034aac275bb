package io.github.passage.lab.topology;

import io.github.passage.address.HostPort;
import io.github.passage.lab.transfer.PassiveIp;
import java.util.List;
import java.util.Optional;

/**
 * An FTP server.
 *
 * @param name in files and flags
 * @param kind what it is
 * @param endpoints its addresses, one for each zone
 * @param passiveIp what it announces in a 227; not used for an external one
 * @param rules how the stand-in behaves; not used for an external one
 * @param external where a server that is not the lab's own is found, present if the kind is external
 */
public record Server(
        String name,
        Kind kind,
        List<NetworkInterface> endpoints,
        PassiveIp passiveIp,
        ServerRules rules,
        Optional<HostPort> external) {
    /** Copies the list. */
    public Server {
        endpoints = List.copyOf(endpoints);
    }

    /** What a server is. */
    public enum Kind {
        /** AWS Transfer Family: its addresses are VPC endpoint interfaces. */
        TRANSFER,
        /** An FTP server on a host, an instance or in a pod. */
        FTP,
        /** A real server on this machine or elsewhere that the lab only leads to. */
        EXTERNAL
    }
}
