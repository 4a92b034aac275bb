package io.github.passage.lab.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** An accepted socket that was looked at without losing what it brought. */
final class PeekedSocket extends Socket {
    private static final int A_MOMENT_MILLIS = 1;

    private final Socket socket;
    private final PushbackInputStream in;

    /** Takes ownership of a connected socket. */
    PeekedSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new PushbackInputStream(socket.getInputStream(), 1);
    }

    /** Whether its peer has closed it, in order or by a reset, and sent nothing. */
    boolean hasEnded() {
        try {
            int before = socket.getSoTimeout();
            socket.setSoTimeout(A_MOMENT_MILLIS);
            int first = in.read();
            if (first >= 0) {
                in.unread(first);
            }
            socket.setSoTimeout(before);
            return first < 0;
        } catch (SocketTimeoutException itLasts) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        socket.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return socket.getSoTimeout();
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
