package io.github.passage.lab.transfer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.apache.ftpserver.DataConnectionException;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.IODataConnection;
import org.apache.ftpserver.impl.ServerDataConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The data connection of one session, passive only: at most one open port and one accepted socket.
 *
 * <p>Unlike Apache FtpServer's own, it can be closed from another thread while it waits for the client.
 */
final class PassiveDataConnection implements ServerDataConnectionFactory {

    private final FtpIoSession session;
    private final DataPorts ports;
    private final TransferServerSettings settings;
    private DataPorts.@Nullable DataPort port;
    private @Nullable Socket socket;

    PassiveDataConnection(FtpIoSession session, DataPorts ports, TransferServerSettings settings) {
        this.session = session;
        this.ports = ports;
        this.settings = settings;
    }

    /** Replaces whatever was open by a new port. */
    @Override
    public InetSocketAddress initPassiveDataConnection() throws DataConnectionException {
        closeDataConnection();
        try {
            DataPorts.DataPort opened = ports.open();
            synchronized (this) {
                port = opened;
            }
            // A session that vanished before the port was known here has nobody left to close it.
            if (session.getCloseFuture().isClosed()) {
                closeDataConnection();
                throw new DataConnectionException("The session is gone.");
            }
            return new InetSocketAddress(settings.dataAddress(), opened.number());
        } catch (IOException e) {
            throw new DataConnectionException("Cannot listen for a data connection: " + e.getMessage(), e);
        }
    }

    /** Accepts the first connection that waits on the port, as Apache FtpServer does, whoever made it. */
    @Override
    public DataConnection openConnection() throws Exception {
        DataPorts.DataPort waiting;
        synchronized (this) {
            waiting = port;
        }
        if (waiting == null) {
            throw new DataConnectionException("No data port is open: PASV or EPSV must come first.");
        }
        int idleMillis = Math.toIntExact(settings.dataIdleTimeout().toMillis());
        waiting.socket().setSoTimeout(idleMillis);
        Socket accepted = waiting.socket().accept();
        synchronized (this) {
            if (port == waiting) {
                socket = accepted;
            }
        }
        if (socketIsNot(accepted)) {
            accepted.close();
            throw new DataConnectionException("The data port was closed meanwhile.");
        }
        if (settings.dataPeerCheck() && !accepted.getInetAddress().equals(controlPeer())) {
            closeDataConnection();
            throw new DataConnectionException("The data connection came from " + accepted.getInetAddress()
                    + ", the control connection from " + controlPeer() + ".");
        }
        accepted.setSoTimeout(idleMillis);
        return new IODataConnection(accepted, session, this);
    }

    private synchronized boolean socketIsNot(Socket accepted) {
        return socket != accepted;
    }

    private InetAddress controlPeer() {
        return ((InetSocketAddress) session.getRemoteAddress()).getAddress();
    }

    /** Closes what is open; harmless when nothing is, and callable from any thread. */
    @Override
    public void closeDataConnection() {
        Socket oldSocket;
        DataPorts.DataPort oldPort;
        synchronized (this) {
            oldSocket = socket;
            oldPort = port;
            socket = null;
            port = null;
        }
        close(oldSocket);
        if (oldPort != null) {
            oldPort.close();
        }
    }

    /** Ends the wait for a client that will not come any more; a transfer under way goes on to its end. */
    void closeUnlessTransferring() {
        synchronized (this) {
            if (socket != null) {
                return;
            }
        }
        closeDataConnection();
    }

    /** Breaks off the transfer under way, so that the session's thread answers 426 and reads on. */
    synchronized void abortTransfer() {
        close(socket);
    }

    private static void close(@Nullable Socket old) {
        if (old == null) {
            return;
        }
        try {
            old.close();
        } catch (IOException e) {
            // The peer has reset it; it is closed all the same.
        }
    }

    @Override
    public InetAddress getInetAddress() {
        return settings.dataAddress();
    }

    @Override
    public synchronized int getPort() {
        return port == null ? 0 : port.number();
    }

    @Override
    public void dispose() {
        closeDataConnection();
    }

    /** Active mode is not offered: PORT and EPRT are not among the commands. */
    @Override
    public void initActiveDataConnection(InetSocketAddress address) {
        throw new UnsupportedOperationException("active mode");
    }

    @Override
    public void setSecure(boolean secure) {
        if (secure) {
            throw new UnsupportedOperationException("TLS on data connections");
        }
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public void setServerControlAddress(InetAddress address) {
        // The listening address is a setting here, not the control connection's.
    }

    @Override
    public void setZipMode(boolean zip) {
        // MODE Z is refused before it gets here; MODE S changes nothing.
    }

    @Override
    public boolean isZipMode() {
        return false;
    }

    @Override
    public boolean isTimeout(long now) {
        return false;
    }
}
