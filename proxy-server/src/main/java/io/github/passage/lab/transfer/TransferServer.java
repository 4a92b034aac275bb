package io.github.passage.lab.transfer;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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

    private static final String LISTENER_NAME = "default";
    private static final int SPARE_THREADS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final TransferServerSettings settings;
    private final DataPortListener dataPortListener;
    private @Nullable Running running;

    private record Running(FtpServer server, ControlSessions sessions, DataPorts ports, InetSocketAddress address) {}

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
        DataPorts ports = new DataPorts(settings.dataAddress(), settings.passivePorts(), dataPortListener);
        ControlSessions sessions = new ControlSessions();
        Listener listener = listener(sessions);
        FtpServer server = server(listener, ports);
        try {
            server.start();
        } catch (FtpException | FtpServerConfigurationException e) {
            server.stop();
            throw new IllegalStateException(
                    "control: " + settings.control() + " (expected: a free port of an address of this machine)", e);
        }
        InetSocketAddress address = new InetSocketAddress(settings.control().getAddress(), listener.getPort());
        running = new Running(server, sessions, ports, address);
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

    /**
     * Where it listens for control connections.
     *
     * @throws IllegalStateException if it is not started
     */
    public synchronized InetSocketAddress address() {
        if (running == null) {
            throw new IllegalStateException("server: stopped (expected: started)");
        }
        return running.address();
    }

    @Override
    public void close() {
        stop();
    }

    private FtpServer server(Listener listener, DataPorts ports) {
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener(LISTENER_NAME, listener);
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
        // A transfer holds a thread until it ends; there are never more of them than data ports.
        connections.setMaxThreads(settings.passivePorts().size() + SPARE_THREADS);
        return connections;
    }

    private Listener listener(ControlSessions sessions) {
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setActiveEnabled(false);
        data.setIdleTime(Math.toIntExact(settings.dataIdleTimeout().toSeconds()));
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress(settings.control().getAddress().getHostAddress());
        listener.setPort(settings.control().getPort());
        listener.setIdleTimeout(Math.toIntExact(settings.idleTimeout().toSeconds()));
        listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        listener.setSessionFilter(sessions);
        return listener.createListener();
    }
}
