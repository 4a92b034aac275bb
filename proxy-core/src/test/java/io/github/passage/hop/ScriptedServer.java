package io.github.passage.hop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small FTP server: USER, PASS, PASV, EPSV, RETR (a fixed file), STOR (kept), APPE (read in part), NOOP and QUIT. As vsftpd and
 * ProFTPD it does not answer blank lines.
 */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final InetAddress host;
    private final byte[] file;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    final List<byte[]> stored = new CopyOnWriteArrayList<>();
    final List<String> dataSources = new CopyOnWriteArrayList<>();
    final List<String> ignored = new CopyOnWriteArrayList<>();
    volatile String passwordReply = "230 in";

    ScriptedServer(String address, byte[] file) throws IOException {
        this.host = new InetSocketAddress(address, 0).getAddress();
        this.file = file;
        this.listener = new ServerSocket(0, 50, host);
        Thread.ofVirtual().start(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket control = listener.accept();
                open.add(control);
                Thread.ofVirtual().start(() -> serve(control));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket control) {
        try (control;
                ServerSocket data = new ServerSocket(0, 5, host);
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(control.getInputStream(), StandardCharsets.ISO_8859_1))) {
            data.setSoTimeout(5000);
            say(control, "220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!answer(control, data, line)) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The peer or the test closed the connection, which ends this thread as it should.
        }
    }

    private boolean answer(Socket control, ServerSocket data, String line) throws IOException {
        String verb = line.length() < 4 ? line : line.substring(0, 4);
        switch (verb.strip()) {
            case "" -> ignored.add(line);
            case "USER" -> say(control, "331 password");
            case "PASS" -> say(control, passwordReply);
            case "PASV" ->
                say(
                        control,
                        "227 Entering Passive Mode (10,99,99,99," + data.getLocalPort() / 256 + ","
                                + data.getLocalPort() % 256 + ").");
            case "EPSV" -> say(control, "229 Entering Extended Passive Mode (|||" + data.getLocalPort() + "|)");
            case "RETR" -> {
                say(control, "150 opening");
                try (Socket connection = data.accept()) {
                    dataSources.add(connection.getInetAddress().getHostAddress());
                    connection.getOutputStream().write(file);
                }
                say(control, "226 done");
            }
            case "STOR" -> {
                say(control, "150 opening");
                try (Socket connection = data.accept()) {
                    stored.add(connection.getInputStream().readAllBytes());
                }
                say(control, "226 done");
            }
            case "APPE" -> {
                say(control, "150 opening");
                Socket connection = data.accept();
                open.add(connection);
                // What follows fills all that lies between.
                connection.getInputStream().readNBytes(1 << 20);
                dataSources.add(connection.getInetAddress().getHostAddress());
            }
            case "QUIT" -> {
                say(control, "221 bye");
                return false;
            }
            default -> say(control, "200 ok " + line);
        }
        return true;
    }

    private static void say(Socket control, String line) throws IOException {
        OutputStream out = control.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
