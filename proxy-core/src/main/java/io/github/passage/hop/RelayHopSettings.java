package io.github.passage.hop;

import io.github.passage.target.TargetSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * A hop in relay mode: it moves bytes per connection and knows no FTP.
 *
 * @param name for logs and traces
 * @param listen the address to listen at
 * @param ports the ports to listen on at first, each forwarded to the same port of the target's host
 * @param target where connections lead; its port is not used
 * @param idle ends a connection that moved no byte for so long; zero for never
 * @param admission who may come
 */
public record RelayHopSettings(
        String name,
        InetAddress listen,
        List<Integer> ports,
        TargetSettings target,
        Duration idle,
        Admission admission) {
    /** Copies the list. */
    public RelayHopSettings {
        ports = List.copyOf(ports);
    }
}
