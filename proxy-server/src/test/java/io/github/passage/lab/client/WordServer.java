package io.github.passage.lab.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An FTP server that answers each command with what a test says. */
final class WordServer implements AutoCloseable {
    static final InetAddress ADDRESS = InetAddress.ofLiteral("127.77.2.1");

    private final ServerSocket listener;

    private WordServer(ServerSocket listener) {
        this.listener = listener;
    }

    static WordServer answering(Answers answers) throws IOException {
        ServerSocket listener = new ServerSocket(0, 16, ADDRESS);
        Thread.startVirtualThread(() -> {
            try (listener) {
                while (true) {
                    Socket client = listener.accept();
                    Thread.startVirtualThread(() -> serve(client, answers));
                }
            } catch (IOException closed) {
                // As it should be.
            }
        });
        return new WordServer(listener);
    }

    private static void serve(Socket client, Answers answers) {
        try (client) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            say(client, "220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String said = answers.to(line);
                say(
                        client,
                        !said.isEmpty()
                                ? said
                                : switch (line.split(" ", 2)[0]) {
                                    case "USER" -> "331 password";
                                    case "PASS" -> "230 welcome";
                                    case "TYPE" -> "200 ok";
                                    default -> "500 what?";
                                });
            }
        } catch (IOException gone) {
            // Clients end as they like.
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** What a test says. */
    @FunctionalInterface
    interface Answers {
        /** One reply or several lines of them; empty for the usual one. */
        String to(String command) throws IOException;
    }

    static String passive(ServerSocket port) {
        return passive(port.getInetAddress().getHostAddress(), port.getLocalPort());
    }

    static String passive(String address, int port) {
        return "227 Entering Passive Mode (" + address.replace('.', ',') + "," + (port >> 8) + "," + (port & 0xFF)
                + ")";
    }

    static String extended(ServerSocket port) {
        return "229 Entering Extended Passive Mode (|||" + port.getLocalPort() + "|)";
    }
}
