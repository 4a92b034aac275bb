package io.github.passage.hop;

import io.github.passage.control.FtpSettings;
import io.github.passage.target.TargetSettings;
import io.github.passage.transport.SocketPlace;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A hop in FTP mode.
 *
 * @param name for logs and traces
 * @param listen addresses of the control listeners, at least one; the data ports are bound at each of their hosts
 * @param place where its listeners are opened
 * @param target where sessions lead
 * @param ftp how sessions are treated
 * @param admission who may come
 */
public record FtpHopSettings(
        String name,
        List<InetSocketAddress> listen,
        SocketPlace place,
        TargetSettings target,
        FtpSettings ftp,
        Admission admission) {
    /** A hop of the process's own network. */
    public FtpHopSettings(
            String name, List<InetSocketAddress> listen, TargetSettings target, FtpSettings ftp, Admission admission) {
        this(name, listen, SocketPlace.HERE, target, ftp, admission);
    }

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
