package io.github.passage.replay;

import io.github.passage.address.HostPort;
import io.github.passage.ftp.SessionRedaction;
import io.github.passage.transcripts.LineText;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The control connection of a replay. Blocks, but never for longer than it may. */
final class ControlConnection implements AutoCloseable {
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_LINES = 1000;

    private final Socket socket = new Socket();
    private final Duration patience;
    private final InputStream in;
    private final SessionRedaction redaction;

    /**
     * One reply.
     *
     * @param code 100 to 999
     * @param text its last line, one character per byte
     * @param shown its lines as a transcript shows them
     */
    record Reply(int code, String text, List<String> shown) {}

    ControlConnection(HostPort target, Duration patience, SessionRedaction redaction) throws IOException {
        this.redaction = redaction;
        this.patience = patience;
        InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
        if (address.isUnresolved()) {
            throw new IOException("no such name: " + target.host());
        }
        try {
            socket.connect(address, Math.toIntExact(patience.toMillis()));
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    InetAddress remoteAddress() {
        return socket.getInetAddress();
    }

    void send(byte[] line) throws IOException {
        socket.getOutputStream().write(line);
        socket.getOutputStream().flush();
    }

    /**
     * The next reply.
     *
     * @throws IOException saying what came in its place
     */
    Reply next() throws IOException {
        List<String> shown = new ArrayList<>();
        long end = System.nanoTime() + patience.toNanos();
        byte[] first = line(shown, end);
        String start = text(first);
        if (!start.matches("(?s)\\d{3}([ -].*)?")) {
            throw new IOException("no reply, but \"" + shown.getLast() + "\"");
        }
        String code = start.substring(0, 3);
        String last = start;
        while (start.startsWith("-", 3) && (shown.size() == 1 || !last.startsWith(code) || last.startsWith("-", 3))) {
            if (shown.size() > MOST_LINES) {
                throw new IOException("a reply without end");
            }
            last = text(line(shown, end));
        }
        return new Reply(Integer.parseInt(code), last, shown);
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private byte[] line(List<String> shown, long end) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int octet = octet(end);
            for (; octet >= 0 && octet != '\n' && line.size() < LONGEST_LINE; octet = octet(end)) {
                line.write(octet);
            }
            if (octet < 0 && line.size() == 0) {
                throw new IOException("it closed the connection");
            }
            line.write('\n');
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer in time", e);
        }
        shown.add(LineText.shown(redaction.reply(line.toByteArray()), line.toByteArray()));
        return line.toByteArray();
    }

    /** Whoever sends an octet now and then must not hold it up for longer either. */
    private int octet(long end) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout(Math.toIntExact(left));
        return in.read();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is of no more use either way
        }
    }
}
