package io.github.passage.hop;

import io.github.passage.address.PortRange;
import io.github.passage.control.FtpSettings;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.replica.ReplicaSettings;
import io.github.passage.replica.Slices;
import io.github.passage.target.TargetSettings;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.SocketPlace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A hop in FTP mode.
 *
 * @param name for logs and traces
 * @param listen addresses of the control listeners, at least one; the data ports are bound at each of their hosts
 * @param place where its listeners are opened
 * @param target where sessions lead
 * @param ftp how sessions are treated
 * @param admission who may come
 * @param proxyProtocol what PROXY headers come and go
 * @param replicas the others behind the same load balancer; sessions are given only this one's slice of the data ports then
 */
public record FtpHopSettings(
        String name,
        List<InetSocketAddress> listen,
        SocketPlace place,
        TargetSettings target,
        FtpSettings ftp,
        Admission admission,
        ProxyProtocolSettings proxyProtocol,
        Optional<ReplicaSettings> replicas) {
    /** The only one of its kind. */
    public FtpHopSettings(
            String name,
            List<InetSocketAddress> listen,
            SocketPlace place,
            TargetSettings target,
            FtpSettings ftp,
            Admission admission,
            ProxyProtocolSettings proxyProtocol) {
        this(name, listen, place, target, ftp, admission, proxyProtocol, Optional.empty());
    }

    /** A hop without PROXY headers. */
    public FtpHopSettings(
            String name,
            List<InetSocketAddress> listen,
            SocketPlace place,
            TargetSettings target,
            FtpSettings ftp,
            Admission admission) {
        this(name, listen, place, target, ftp, admission, ProxyProtocolSettings.OFF);
    }

    /** A hop of the process's own network, without PROXY headers. */
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
        if (replicas.isPresent()) {
            PortRange slice = slices(ftp, replicas.get()).of(replicas.get().ordinal());
            ftp = ftp.with(ftp.dataPorts().giving(slice));
        }
    }

    /** The same, as one of several. */
    public FtpHopSettings among(ReplicaSettings others) {
        return new FtpHopSettings(name, listen, place, target, ftp, admission, proxyProtocol, Optional.of(others));
    }

    /** How the data ports are shared out among the replicas. */
    Slices slices(ReplicaSettings of) {
        return slices(ftp, of);
    }

    private static Slices slices(FtpSettings ftp, ReplicaSettings of) {
        return new Slices(ftp.dataPorts().ports(), of.slots());
    }

    /** What it listens on, data ports first so that no client can come too early. */
    public Set<Listening> listeners() {
        Set<Listening> all = new LinkedHashSet<>();
        List<InetAddress> hosts =
                listen.stream().map(InetSocketAddress::getAddress).distinct().toList();
        for (InetAddress host : hosts) {
            ftp.dataPorts()
                    .ports()
                    .ports()
                    .forEach(port -> all.add(new Listening(ConnectionKind.DATA, new InetSocketAddress(host, port), 0)));
        }
        for (InetSocketAddress address : listen) {
            int nth = 0;
            while (!all.add(new Listening(ConnectionKind.CONTROL, address, nth))) {
                nth++;
            }
        }
        return all;
    }
}
