package io.github.passage.it.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.passage.it.bench.kernel.Bytes;
import io.github.passage.it.bench.kernel.Sockets;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An FTP client's connections by plain system calls. Belongs to one thread, which uses it for one session after another. */
final class FtpConnection {
    private static final int COMMAND_BYTES = 256;
    private static final int REPLY_BYTES = 2048;

    /** Never written to, since dropped bytes are not copied. */
    private static final MemorySegment ROOM = Arena.global().allocate(8 << 20);

    private static final int RECEIVE_SECONDS = 30;
    private static final int CODE_DIGITS = 3;

    private final Sockets sockets = new Sockets();
    private final Bytes bytes = new Bytes();
    private final MemorySegment sent = Arena.ofAuto().allocate(COMMAND_BYTES);
    private final MemorySegment received = Arena.ofAuto().allocate(REPLY_BYTES);
    private final Endpoint endpoint;

    private int control = -1;
    private int position;
    private int limit;

    FtpConnection(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Connects and waits for the greeting. */
    void open() throws IOException {
        control = sockets.connect(endpoint.source(), endpoint.control(), RECEIVE_SECONDS);
        position = 0;
        limit = 0;
        expect("220");
    }

    void login() throws IOException {
        command("USER bench", "331");
        command("PASS bench", "230");
    }

    /** Opens the data connection that a PASV announces; its descriptor. */
    int openData() throws IOException {
        String reply = command("PASV", "227");
        String[] numbers = reply.replaceAll("[^(]*\\(([0-9,]+)\\).*", "$1").split(",", -1);
        InetAddress host = InetAddress.ofLiteral(String.join(".", numbers[0], numbers[1], numbers[2], numbers[3]));
        int port = Integer.parseInt(numbers[4]) << 8 | Integer.parseInt(numbers[5]);
        return sockets.connect(endpoint.source(), new InetSocketAddress(host, port), RECEIVE_SECONDS);
    }

    /** Sends a command and waits for its reply. */
    String command(String line, String code) throws IOException {
        send(line);
        return expect(code);
    }

    void send(String line) throws IOException {
        byte[] text = (line + "\r\n").getBytes(US_ASCII);
        MemorySegment.copy(text, 0, sent, ValueLayout.JAVA_BYTE, 0, text.length);
        bytes.sendAll(control, sent, text.length);
    }

    /** Receives and drops all of a data connection, and closes it; how many bytes came. */
    long drain(int data) throws IOException {
        try {
            long all = 0;
            for (long more = bytes.drop(data, ROOM); more > 0; more = bytes.drop(data, ROOM)) {
                all += more;
            }
            return all;
        } finally {
            sockets.close(data);
        }
    }

    /** Sends {@code length} bytes on a data connection, and closes it. */
    void fill(int data, MemorySegment from, long length) throws IOException {
        try {
            for (long left = length; left > 0; left -= Math.min(left, from.byteSize())) {
                bytes.sendAll(data, from, Math.min(left, from.byteSize()));
            }
        } finally {
            sockets.close(data);
        }
    }

    void quit() throws IOException {
        command("QUIT", "221");
        close();
    }

    void close() {
        if (control >= 0) {
            sockets.close(control);
            control = -1;
        }
    }

    /** The last line of the next reply, which must have this code. */
    String expect(String code) throws IOException {
        String line = line();
        while (line.length() <= CODE_DIGITS || line.charAt(CODE_DIGITS) != ' ' || !Character.isDigit(line.charAt(0))) {
            line = line();
        }
        if (!line.startsWith(code)) {
            throw new IOException(endpoint.control() + ": replied " + line + " (expected: " + code + ")");
        }
        return line;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            while (position < limit) {
                char next = (char) received.get(ValueLayout.JAVA_BYTE, position++);
                if (next == '\n') {
                    return line.toString().strip();
                }
                line.append(next);
            }
            limit = (int) bytes.receive(control, received);
            position = 0;
            if (limit == 0) {
                throw new IOException(endpoint.control() + ": closed (expected: a reply)");
            }
        }
    }
}
