package io.github.passage.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.passage.it.server.Account;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A control connection over a plain socket, for tests that decide about each step; it dials what a 227 says. */
public final class FtpDialog implements Closeable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern ADDRESS = Pattern.compile("\\((\\d+),(\\d+),(\\d+),(\\d+),(\\d+),(\\d+)\\)");

    private final Socket control;
    private final BufferedReader replies;
    private final @Nullable InetAddress source;

    private FtpDialog(Socket control, @Nullable InetAddress source) throws IOException {
        this.control = control;
        this.source = source;
        this.replies = new BufferedReader(new InputStreamReader(control.getInputStream(), UTF_8));
    }

    /** Connects, and reads the greeting. */
    public static FtpDialog open(InetSocketAddress server) throws IOException {
        return open(server, null);
    }

    /**
     * Connects, and reads the greeting.
     *
     * @param source the local address of all connections; null for the one that the system chooses
     */
    public static FtpDialog open(InetSocketAddress server, @Nullable InetAddress source) throws IOException {
        FtpDialog dialog = new FtpDialog(connect(server, source), source);
        dialog.expect("220");
        return dialog;
    }

    /** Over a connection that stands, whose greeting is not read. */
    public static FtpDialog over(Socket control) throws IOException {
        return new FtpDialog(control, control.getLocalAddress());
    }

    /** Logs in and turns to binary transfers. */
    public void login(Account account) throws IOException {
        send("USER " + account.user());
        // Some servers ask anonymous users for no password
        if (expect("").startsWith("331")) {
            send("PASS " + account.password());
            expect("230");
        }
        send("TYPE I");
        expect("200");
    }

    /** Sends one command. */
    public void send(String command) throws IOException {
        control.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
    }

    /**
     * Reads one reply of one line.
     *
     * @param code how it must begin
     */
    public String expect(String code) throws IOException {
        String line = replies.readLine();
        if (line == null) {
            throw new EOFException("reply: end of the control connection (expected: %s)".formatted(code));
        }
        if (!line.startsWith(code)) {
            throw new IOException("reply: %s (expected: %s)".formatted(line, code));
        }
        return line;
    }

    /** Whether the server closes the control connection without another word. */
    public boolean isAtEnd() throws IOException {
        return replies.readLine() == null;
    }

    /** Asks for a passive reply. */
    public InetSocketAddress pasv() throws IOException {
        send("PASV");
        String reply = expect("227");
        Matcher matcher = ADDRESS.matcher(reply);
        if (!matcher.find()) {
            throw new IOException("reply: %s (expected: an address)".formatted(reply));
        }
        byte[] octets = new byte[4];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) Integer.parseInt(matcher.group(i + 1));
        }
        int port = Integer.parseInt(matcher.group(5)) * 256 + Integer.parseInt(matcher.group(6));
        return new InetSocketAddress(InetAddress.getByAddress(octets), port);
    }

    /** Connects to the address of a passive reply. */
    public Socket openData(InetSocketAddress passive) throws IOException {
        return connect(passive, source);
    }

    private static Socket connect(InetSocketAddress remote, @Nullable InetAddress source) throws IOException {
        Socket socket = new Socket();
        try {
            if (source != null) {
                socket.bind(new InetSocketAddress(source, 0));
            }
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.connect(remote, (int) LIMIT.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        control.close();
    }
}
