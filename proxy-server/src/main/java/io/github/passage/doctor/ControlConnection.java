package io.github.passage.doctor;

import io.github.passage.doctor.EndpointFacts.Handshake;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One control connection. Nothing that the server does makes it throw or wait longer than its patience. Not thread-safe. */
final class ControlConnection implements AutoCloseable {
    private final Duration patience;
    private Socket socket;
    private ReplyReader replies;
    private long deadline;

    /**
     * Takes over a connected socket.
     *
     * @param patience how long to wait for each reply
     */
    ControlConnection(Socket socket, Duration patience) {
        this.patience = patience;
        this.socket = socket;
        this.replies = reader(socket);
    }

    /** The next reply. */
    Answer next() {
        return next(patience);
    }

    /** The next reply, if it comes in this time. */
    Answer next(Duration within) {
        deadline = System.nanoTime() + within.toNanos();
        Answer answer = replies.read();
        // 120: ready in some minutes. What is said then is said in the same time or not at all.
        return answer.code() == 120 ? replies.read() : answer;
    }

    /** Sends a command and reads the next reply. */
    Answer ask(String command) {
        return ask(command, patience);
    }

    Answer ask(String command, Duration within) {
        try {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            return Answer.closed();
        }
        return next(within);
    }

    /** Goes on over TLS, if the handshake succeeds; else the connection is of no more use. */
    Handshake startTls(TlsClient tls) {
        TlsClient.Layered layered = tls.over(socket);
        layered.socket().ifPresent(secured -> {
            socket = secured;
            replies = reader(secured);
        });
        return layered.handshake();
    }

    InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Says goodbye without waiting for an answer. */
    @Override
    public void close() {
        try {
            socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException gone) {
            // There is nobody to say goodbye to.
        }
        Dialler.close(socket);
    }

    private ReplyReader reader(Socket source) {
        return new ReplyReader(new BufferedInputStream(new Patient(source)));
    }

    /** A socket's bytes up to the deadline, however slowly they drip in. */
    private final class Patient extends InputStream {
        private final Socket source;

        Patient(Socket source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("the time is over");
            }
            source.setSoTimeout(Math.toIntExact(left));
            return source.getInputStream().read(bytes, offset, length);
        }
    }
}
