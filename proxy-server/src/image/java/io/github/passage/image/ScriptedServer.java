package io.github.passage.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/** Enough of an FTP server for the rehearsal: any login, passive transfers of made-up bytes, clear text. */
final class ScriptedServer implements AutoCloseable {
    private static final int BLOCK = 1 << 16;
    private static final int BLOCKS = 8;

    private final ServerSocket listener;

    private ScriptedServer(ServerSocket listener) {
        this.listener = listener;
    }

    static ScriptedServer start() throws IOException {
        ScriptedServer server = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    String hostAndPort() {
        return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket control = listener.accept();
                Thread.ofVirtual().start(() -> serve(control));
            }
        } catch (IOException closed) {
            // The rehearsal is over.
        }
    }

    private void serve(Socket control) {
        try (control;
                ServerSocket data = new ServerSocket(0, 1, listener.getInetAddress())) {
            say(control, "220 ready");
            BufferedReader in = new BufferedReader(new InputStreamReader(control.getInputStream(), US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer(line.split(" ", 2)[0].toUpperCase(Locale.ROOT), control, data);
            }
        } catch (IOException gone) {
            // The proxy has left.
        }
    }

    private static void answer(String verb, Socket control, ServerSocket data) throws IOException {
        int port = data.getLocalPort();
        switch (verb) {
            case "USER" -> say(control, "331 password?");
            case "PASS" -> say(control, "230 in");
            case "FEAT" -> say(control, "211-Features:\r\n EPSV\r\n PASV\r\n SIZE\r\n211 End");
            case "PASV" ->
                say(control, "227 Entering Passive Mode (127,0,0,1," + (port >> 8) + "," + (port & 0xff) + ")");
            case "EPSV" -> say(control, "229 Entering Extended Passive Mode (|||" + port + "|)");
            case "RETR", "LIST", "STOR" -> transfer(verb.equals("STOR"), control, data);
            case "QUIT" -> say(control, "221 bye");
            default -> say(control, "200 done");
        }
    }

    private static void transfer(boolean up, Socket control, ServerSocket data) throws IOException {
        say(control, "150 here it comes");
        try (Socket connection = data.accept()) {
            if (up) {
                connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            } else {
                for (int i = 0; i < BLOCKS; i++) {
                    connection.getOutputStream().write(new byte[BLOCK]);
                }
            }
        }
        say(control, "226 all there");
    }

    private static void say(Socket control, String reply) throws IOException {
        control.getOutputStream().write((reply + "\r\n").getBytes(US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
