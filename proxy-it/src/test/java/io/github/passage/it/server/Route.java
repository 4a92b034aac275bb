package io.github.passage.it.server;

import java.net.InetSocketAddress;

/** How clients reach a server: directly, or through something under test. */
public interface Route extends AutoCloseable {
    /**
     * Makes the server reachable until {@link #close()}. Called once for each server.
     *
     * @return the control address that clients are to connect to
     */
    InetSocketAddress open(FtpServerRig server);

    /**
     * Whether TCP urgent data of a client, as ABOR is often sent with, reaches the server as urgent data. Servers that do not
     * ask for it in line lose that byte; a route that makes it ordinary data spares them.
     */
    boolean keepsUrgentData();

    @Override
    void close();

    /** The server's own address, with nothing between. */
    static Route direct() {
        return new Route() {
            @Override
            public InetSocketAddress open(FtpServerRig server) {
                return server.address();
            }

            @Override
            public boolean keepsUrgentData() {
                return true;
            }

            @Override
            public void close() {}
        };
    }
}
