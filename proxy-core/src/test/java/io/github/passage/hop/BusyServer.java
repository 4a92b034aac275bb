package io.github.passage.hop;

import io.github.passage.address.HostPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An FTP server that takes no session. */
final class BusyServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Manner manner;

    /** What it does with its clients. */
    enum Manner {
        /** As vsftpd with max_clients. */
        SAYS_421_AND_CLOSES,
        /** It leaves the rest to the client. */
        SAYS_421_AND_STAYS,
        SAYS_421_AT_LENGTH,
        /** As ProFTPD with MaxInstances. */
        CLOSES,
        RESETS,
        SAYS_NOTHING
    }

    BusyServer(String address, Manner manner) throws IOException {
        this.manner = manner;
        this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral(address));
        Thread.ofVirtual().start(this::acceptAll);
    }

    HostPort address() {
        return new HostPort(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    }

    /** What it says. */
    String words() {
        return "421 full at " + address();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket control = listener.accept();
                Thread.ofVirtual().start(() -> refuse(control));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void refuse(Socket control) {
        try (control) {
            switch (manner) {
                case SAYS_421_AND_CLOSES -> say(control, words() + "\r\n");
                case SAYS_421_AND_STAYS -> {
                    say(control, words() + "\r\n");
                    control.getInputStream().readAllBytes();
                }
                case SAYS_421_AT_LENGTH -> say(control, "421-full\r\n and more\r\n" + words() + "\r\n");
                case CLOSES -> control.shutdownOutput();
                case RESETS -> control.setSoLinger(true, 0);
                case SAYS_NOTHING -> control.getInputStream().readAllBytes();
            }
        } catch (IOException gone) {
            // The peer or the test closed the connection, which ends this thread as it should.
        }
    }

    private static void say(Socket control, String words) throws IOException {
        control.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
