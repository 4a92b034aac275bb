package io.github.passage.lab.transfer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerConfigurationException;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.message.MessageResourceFactory;
import org.jspecify.annotations.Nullable;

/**
 * An FTP server that behaves like AWS Transfer Family as far as clients and the network can tell: its commands, its
 * data ports, its PassiveIp. It can be started again after a stop, on the same control port.
 */
public final class TransferServer implements AutoCloseable {

    /** Apache FtpServer insists that one listener has this name. */
    private static final String LISTENER_NAME = "default";

    /** Each source address has nine data ports of its own, or as many as it likes. */
    private static final int MOST_THREADS = 1000;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private volatile TransferServerSettings settings;
    private final DataPortListener dataPortListener;
    private volatile @Nullable Running running;

    private record Running(
            FtpServer server,
            ControlSessions sessions,
            DataPorts ports,
            InetSocketAddress address,
            TransferServerSettings settings) {}

    /**
     * A server that is not started yet.
     *
     * @param settings how it is set up
     * @param dataPortListener hears of each data port before the client does
     */
    public TransferServer(TransferServerSettings settings, DataPortListener dataPortListener) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.dataPortListener = Objects.requireNonNull(dataPortListener, "dataPortListener");
    }

    /**
     * Listens for control connections; does nothing if it does so already.
     *
     * @throws IllegalArgumentException if the home directory does not exist
     * @throws IllegalStateException if the control port cannot be bound; the message says which
     */
    public synchronized void start() {
        if (running != null) {
            return;
        }
        if (!Files.isDirectory(settings.home())) {
            throw new IllegalArgumentException("home: " + settings.home() + " (expected: an existing directory)");
        }
        DataPorts ports = new DataPorts(settings.passivePorts(), settings.conduct(), dataPortListener);
        ControlSessions sessions = new ControlSessions(settings.conduct().connectionsPerSource());
        List<Listener> listeners = settings.controls().stream()
                .map(control -> listener(control, sessions))
                .toList();
        FtpServer server = server(listeners, ports);
        try {
            server.start();
        } catch (FtpException | FtpServerConfigurationException e) {
            server.stop();
            throw new IllegalStateException(
                    "control: " + settings.control() + " (expected: a free port of an address of this machine)", e);
        }
        InetSocketAddress address = new InetSocketAddress(
                settings.controls().getFirst().getAddress(),
                listeners.getFirst().getPort());
        running = new Running(server, sessions, ports, address, settings);
    }

    /**
     * Ends every session and transfer, and frees all ports; does nothing if it is not started. When this returns, every
     * data port has been reported closed.
     */
    public synchronized void stop() {
        Running stopping = running;
        if (stopping == null) {
            return;
        }
        running = null;
        stopping.server().suspend();
        // Sessions that wait for a data connection or move data would hold up the server's thread pool.
        stopping.ports().close();
        stopping.sessions().closeAll(PATIENCE);
        stopping.server().stop();
        stopping.ports().close();
    }

    /** The PassiveIp setting. */
    public PassiveIp passiveIp() {
        return settings.passiveIp();
    }

    /** What it announces: the setting of its last start, as AWS's server does. */
    public PassiveIp passiveIpInUse() {
        Running now = running;
        return (now == null ? settings : now.settings()).passiveIp();
    }

    /** Sets PassiveIp; takes effect at the next start. */
    public synchronized void passiveIp(PassiveIp next) {
        settings = settings.withPassiveIp(next);
    }

    /** Whether it is started. */
    public boolean isRunning() {
        return running != null;
    }

    /**
     * Where a hidden server wants a data connection that came to one of its endpoints.
     *
     * @param source where it comes from
     * @param endpoint the endpoint address that it came to
     * @param port the data port there
     * @return empty if nobody waits for it, and it is to be reset
     */
    public Optional<InetSocketAddress> route(InetAddress source, Inet4Address endpoint, int port) {
        Running now = running;
        return now == null ? Optional.empty() : now.ports().route(source, endpoint, port);
    }

    /**
     * Where it listens for control connections.
     *
     * @throws IllegalStateException if it is not started
     */
    public InetSocketAddress address() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("server: stopped (expected: started)");
        }
        return now.address();
    }

    @Override
    public void close() {
        stop();
    }

    private FtpServer server(List<Listener> listeners, DataPorts ports) {
        FtpServerFactory factory = new FtpServerFactory();
        for (int i = 0; i < listeners.size(); i++) {
            factory.addListener(i == 0 ? LISTENER_NAME : LISTENER_NAME + i, listeners.get(i));
        }
        factory.setCommandFactory(new TransferCommands(ports, settings));
        factory.setUserManager(new OnlyUser(settings));
        factory.setFileSystem(new PortableFileSystem());
        factory.setConnectionConfig(connectionConfig().createConnectionConfig());
        MessageResourceFactory messages = new MessageResourceFactory();
        messages.setLanguages(List.of("en"));
        factory.setMessageResource(messages.createMessageResource());
        return factory.createServer();
    }

    private ConnectionConfigFactory connectionConfig() {
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setAnonymousLoginEnabled(false);
        connections.setMaxLogins(0);
        connections.setLoginFailureDelay(0);
        // A transfer holds a thread until it ends, and so does the wait for its connection: one for each session that
        // may have both.
        connections.setMaxThreads(MOST_THREADS);
        return connections;
    }

    private Listener listener(InetSocketAddress control, ControlSessions sessions) {
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setActiveEnabled(false);
        data.setIdleTime(Math.toIntExact(settings.dataIdleTimeout().toSeconds()));
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress(control.getAddress().getHostAddress());
        listener.setPort(control.getPort());
        listener.setIdleTimeout(Math.toIntExact(settings.idleTimeout().toSeconds()));
        listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        listener.setSessionFilter(sessions);
        return listener.createListener();
    }
}
