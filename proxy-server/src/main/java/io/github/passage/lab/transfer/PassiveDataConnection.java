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
    private volatile @Nullable DataPort port;

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
            DataPort opened = ports.open(new DataPorts.Claim(
                    controlPeer(),
                    settings.endpointOf(reached()),
                    settings.conduct().isHidden() ? reached() : settings.dataAddress()));
            port = opened;
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
        DataPort waiting = port;
        if (waiting == null) {
            throw new DataConnectionException("No data port is open: PASV or EPSV must come first.");
        }
        Socket accepted = waiting.accept(
                Math.toIntExact(settings.dataIdleTimeout().toMillis()),
                settings.conduct().takesClosed());
        if (settings.dataPeerCheck() && !accepted.getInetAddress().equals(controlPeer())) {
            closeDataConnection();
            throw new DataConnectionException("The data connection came from " + accepted.getInetAddress()
                    + ", the control connection from " + controlPeer() + ".");
        }
        return new IODataConnection(accepted, session, this);
    }

    private InetAddress reached() {
        return ((InetSocketAddress) session.getLocalAddress()).getAddress();
    }

    private InetAddress controlPeer() {
        return ((InetSocketAddress) session.getRemoteAddress()).getAddress();
    }

    /** Closes what is open; harmless when nothing is. */
    @Override
    public void closeDataConnection() {
        DataPort old = port;
        if (old != null) {
            old.close();
        }
    }

    /**
     * Ends the wait for a client that will not come any more; a transfer under way goes on to its end. Does not block.
     */
    void sessionGone() {
        DataPort current = port;
        if (current != null) {
            Thread.ofVirtual().name("session-gone").start(current::closeUnlessAccepted);
        }
    }

    /**
     * Breaks off the transfer under way, or the wait for its connection, so that the session's thread answers 426 or
     * 425 and reads on. Does not block, and does not touch a port that is opened later.
     */
    void abortTransfer() {
        DataPort current = port;
        if (current != null) {
            Thread.ofVirtual().name("abort").start(current::close);
        }
    }

    @Override
    public InetAddress getInetAddress() {
        return settings.dataAddress();
    }

    @Override
    public int getPort() {
        DataPort current = port;
        return current == null ? 0 : current.number();
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
