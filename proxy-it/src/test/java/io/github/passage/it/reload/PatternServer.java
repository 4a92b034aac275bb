package io.github.passage.it.reload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * An FTP server for many transfers at once: RETR N sends the pattern of that number, waiting at the gates, STOR N takes it and says
 * whether it is right.
 */
final class PatternServer implements AutoCloseable {
    private static final int BACKLOG = 500;

    private final String name;
    private final Gates gates;
    private final ServerSocket listener;

    PatternServer(String name, InetAddress host, Gates gates) throws IOException {
        this.name = name;
        this.gates = gates;
        this.listener = new ServerSocket(0, BACKLOG, host);
        Thread.ofVirtual().start(this::acceptAll);
    }

    String hostAndPort() {
        return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
    }

    private void acceptAll() {
        try {
            while (!listener.isClosed()) {
                Socket control = listener.accept();
                Thread.ofVirtual().start(() -> serve(control));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket control) {
        try (control;
                ServerSocket data = new ServerSocket(0, 1, listener.getInetAddress());
                BufferedReader in = new BufferedReader(new InputStreamReader(control.getInputStream(), US_ASCII))) {
            say(control, "220 " + name);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer(control, data, line);
            }
        } catch (IOException gone) {
            // The client sees it, or has done it.
        }
    }

    private void answer(Socket control, ServerSocket data, String line) throws IOException {
        switch (line.split(" ", 2)[0]) {
            case "USER" -> say(control, "331 password");
            case "PASS" -> say(control, "230 in");
            case "PASV" -> {
                String host = data.getInetAddress().getHostAddress().replace('.', ',');
                int port = data.getLocalPort();
                say(control, "227 Entering Passive Mode (" + host + "," + port / 256 + "," + port % 256 + ").");
            }
            case "RETR" -> {
                say(control, "150 opening");
                try (Socket connection = data.accept()) {
                    for (int part = 0; part < Gates.PARTS; part++) {
                        Pattern.send(number(line), part, connection.getOutputStream());
                        gates.pass(part);
                    }
                }
                say(control, "226 done");
            }
            case "STOR" -> {
                say(control, "150 opening");
                boolean right = true;
                try (Socket connection = data.accept()) {
                    for (int part = 0; part < Gates.PARTS; part++) {
                        right &= Pattern.check(number(line), part, connection.getInputStream());
                        gates.arrive(part);
                    }
                    right &= connection.getInputStream().read() < 0;
                }
                say(control, right ? "226 done" : "426 other bytes");
            }
            case "SITE" -> say(control, "200 " + name);
            default -> say(control, "200 ok");
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.split(" ", 2)[1]);
    }

    private static void say(Socket control, String line) throws IOException {
        control.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
