package io.github.passage.hop;

import io.github.passage.control.FtpSessions;
import io.github.passage.control.SessionContext;
import io.github.passage.data.DataPortSettings;
import io.github.passage.data.DataPorts;
import io.github.passage.data.Rendezvous;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.target.TargetConnector;
import io.github.passage.transport.ConnectionKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A hop that understands FTP: follows control connections, rewrites passive replies, and ties each data connection to its session.
 * Any thread but an event loop may call it.
 */
public final class FtpHop implements Hop {
    private final FtpHopSettings settings;
    private final Listeners listeners;
    private final FtpSessions sessions;
    private final List<InetSocketAddress> addresses;

    private FtpHop(
            FtpHopSettings settings, Listeners listeners, FtpSessions sessions, List<InetSocketAddress> addresses) {
        this.settings = settings;
        this.listeners = listeners;
        this.sessions = sessions;
        this.addresses = List.copyOf(addresses);
    }

    /**
     * Binds all listeners, data ports first so that no client can come too early.
     *
     * @throws ListenException naming the address that cannot be bound; nothing stays bound then
     */
    public static FtpHop start(FtpHopSettings settings, HopContext context) {
        DataPortSettings ports = settings.ftp().dataPorts();
        Rendezvous rendezvous = new Rendezvous(ports.ports(), ports.peer());
        DataPorts dataPorts = new DataPorts(settings.name(), rendezvous, context.telemetry());
        SessionContext shared = new SessionContext(
                settings.ftp(),
                context.transport(),
                new TargetConnector(context.transport(), settings.target()),
                rendezvous,
                context.names(),
                context.telemetry(),
                context.splicing());
        FtpSessions sessions = new FtpSessions(settings.name(), shared);
        Listeners listeners = new Listeners(settings.name(), settings.place(), settings.admission(), context);
        try {
            settings.listen().stream()
                    .map(InetSocketAddress::getAddress)
                    .distinct()
                    .forEach(host ->
                            ports.ports().ports().forEach(port -> openDataPort(listeners, host, port, dataPorts)));
            List<InetSocketAddress> addresses = new ArrayList<>();
            for (InetSocketAddress address : settings.listen()) {
                addresses.add(listeners.open(address, ConnectionKind.CONTROL, sessions));
            }
            return new FtpHop(settings, listeners, sessions, addresses);
        } catch (RuntimeException e) {
            listeners.closeAll();
            throw e;
        }
    }

    private static void openDataPort(Listeners listeners, InetAddress host, int port, DataPorts dataPorts) {
        listeners.open(new InetSocketAddress(host, port), ConnectionKind.DATA, dataPorts);
    }

    @Override
    public String name() {
        return settings.name();
    }

    /** The control listeners' addresses, with the ports that the system chose where 0 was asked for. */
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /** Sets the passive address policy of the sessions that begin from now on. */
    public void passiveAddress(PassiveAddressPolicy policy) {
        sessions.passiveAddress(policy);
    }

    /** Sessions with an open control connection or a transfer under way. */
    public int openSessions() {
        return sessions.open();
    }

    @Override
    public CompletableFuture<Void> drain() {
        addresses.forEach(listeners::close);
        return sessions.drain();
    }

    @Override
    public void freeze() {
        listeners.freeze();
        sessions.silence();
    }

    @Override
    public void thaw() {
        sessions.reset();
        listeners.thaw();
    }

    @Override
    public void close() {
        listeners.closeAll();
        sessions.cut();
    }
}
