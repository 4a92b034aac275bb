package io.github.passage.lab.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes commons-net open its sockets where the host is. */
final class HostSockets extends SocketFactory {
    private final ClientHost host;
    private final InetAddress towards;

    /**
     * Sockets of one host.
     *
     * @param towards what they will be connected to
     */
    HostSockets(ClientHost host, InetAddress towards) {
        this.host = host;
        this.towards = towards;
    }

    @Override
    public Socket createSocket() throws IOException {
        return host.socket(towards);
    }

    @Override
    public Socket createSocket(String name, int port) throws IOException {
        return createSocket(InetAddress.getByName(name), port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        Socket socket = host.socket(address);
        socket.connect(new InetSocketAddress(address, port));
        return socket;
    }

    @Override
    public Socket createSocket(String name, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(name, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(address, port);
    }
}
