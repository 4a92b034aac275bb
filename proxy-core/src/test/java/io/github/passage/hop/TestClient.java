package io.github.passage.hop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The client's end of a control connection, with the few words of FTP that the tests need. */
final class TestClient implements AutoCloseable {
    private static final Pattern NUMBERS = Pattern.compile("\\((\\d+),(\\d+),(\\d+),(\\d+),(\\d+),(\\d+)\\)");

    /** Milliseconds that an answer may take. */
    private static final int PATIENCE = 20_000;

    private final String from;
    final Socket control = new Socket();
    private final BufferedReader in;

    TestClient(String from, InetSocketAddress hop) throws IOException {
        this.from = from;
        control.bind(new InetSocketAddress(from, 0));
        control.setSoTimeout(PATIENCE);
        control.connect(hop, 2000);
        in = new BufferedReader(new InputStreamReader(control.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** Reads one line; null at the end. */
    String read() throws IOException {
        return in.readLine();
    }

    /** Reads exactly so many characters, line end or not. */
    String readChars(int count) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < count) {
            text.append((char) in.read());
        }
        return text.toString();
    }

    void send(String line) throws IOException {
        control.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    String ask(String line) throws IOException {
        send(line);
        return read();
    }

    TestClient login() throws IOException {
        read();
        ask("USER anna");
        ask("PASS secret");
        return this;
    }

    /** Asks for PASV and gives the address that the reply names. */
    InetSocketAddress passive() throws IOException {
        String reply = ask("PASV");
        Matcher matcher = NUMBERS.matcher(reply);
        if (!matcher.find()) {
            throw new IOException(reply);
        }
        String host = matcher.group(1) + "." + matcher.group(2) + "." + matcher.group(3) + "." + matcher.group(4);
        int port = Integer.parseInt(matcher.group(5)) * 256 + Integer.parseInt(matcher.group(6));
        return new InetSocketAddress(host, port);
    }

    Socket dial(InetSocketAddress address) throws IOException {
        return dialFrom(from, address);
    }

    static Socket dialFrom(String from, InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.setSoTimeout(PATIENCE);
        socket.connect(address, 2000);
        return socket;
    }

    @Override
    public void close() throws IOException {
        control.close();
    }
}
