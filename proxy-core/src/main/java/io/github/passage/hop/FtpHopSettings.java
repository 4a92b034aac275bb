package io.github.passage.hop;

import io.github.passage.control.FtpSettings;
import io.github.passage.target.TargetSettings;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A hop in FTP mode.
 *
 * @param name for logs and traces
 * @param listen addresses of the control listeners, at least one; the data ports are bound at each of their hosts
 * @param target where sessions lead
 * @param ftp how sessions are treated
 * @param admission who may come
 */
public record FtpHopSettings(
        String name, List<InetSocketAddress> listen, TargetSettings target, FtpSettings ftp, Admission admission) {
    /** Checks that the control port is not a data port. */
    public FtpHopSettings {
        listen = List.copyOf(listen);
        if (listen.isEmpty()) {
            throw new IllegalArgumentException("listen: nothing (expected: at least one host:port)");
        }
        for (InetSocketAddress address : listen) {
            if (ftp.dataPorts().ports().contains(address.getPort())) {
                throw new IllegalArgumentException(
                        "listen: port " + address.getPort() + " (expected: a port outside data-ports "
                                + ftp.dataPorts().ports() + ")");
            }
        }
    }
}
