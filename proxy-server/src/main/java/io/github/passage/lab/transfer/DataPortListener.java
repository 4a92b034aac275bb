package io.github.passage.lab.transfer;

/**
 * Hears of every data port of the server, so that a hop in front of it can listen on a port only while the server does.
 *
 * <p>Each {@code opened} is followed by exactly one {@code closed} of the same port, whatever ends the session. Both
 * run on threads of the FTP server that may block for some milliseconds; they must not call back into the server.
 */
public interface DataPortListener {

    /** Hears nothing. */
    DataPortListener NONE = new DataPortListener() {
        @Override
        public void opened(int port) {}

        @Override
        public void closed(int port) {}
    };

    /**
     * The server listens on this port, and has not told its client yet. If this throws, the client gets 425, the
     * server's port is closed again, and no {@code closed} follows.
     *
     * @param port 1-65535
     */
    void opened(int port);

    /**
     * The server has closed the port. It is not used again before this returns.
     *
     * @param port 1-65535
     */
    void closed(int port);
}
