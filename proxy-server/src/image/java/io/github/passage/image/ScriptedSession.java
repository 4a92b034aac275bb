package io.github.passage.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The client of the rehearsal. */
final class ScriptedSession implements AutoCloseable {
    private static final int SESSIONS = 20;
    private static final int PATIENCE = 20_000;
    private static final Pattern LISTENS = Pattern.compile("listens on ([0-9.]+):(\\d+)\\D");
    private static final Pattern PORT_OF_227 = Pattern.compile("(\\d+),(\\d+)\\)");
    private static final Pattern PORT_OF_229 = Pattern.compile("\\|(\\d+)\\|");

    private final Socket control;
    private final BufferedReader replies;

    private ScriptedSession(InetSocketAddress hop) throws IOException {
        this.control = new Socket(hop.getAddress(), hop.getPort());
        control.setSoTimeout(PATIENCE);
        this.replies = new BufferedReader(new InputStreamReader(control.getInputStream(), US_ASCII));
    }

    /** An address that no other build on this machine uses now, so that the usual data ports are free on it. */
    static InetAddress addressOfThisBuild() throws IOException {
        long build = ProcessHandle.current().pid();
        return InetAddress.getByAddress(new byte[] {127, (byte) (48 + (build >> 8 & 0xf)), (byte) build, 1});
    }

    /** Has sessions of every kind, one after the other, so that a profile of what is common is in the cache, too. */
    static void runAll(Process proxy, Path log) throws IOException, InterruptedException {
        InetSocketAddress hop = awaitListening(proxy, log);
        for (int i = 0; i < SESSIONS; i++) {
            try (ScriptedSession session = new ScriptedSession(hop)) {
                session.run(hop.getAddress());
            }
        }
    }

    private static InetSocketAddress awaitListening(Process proxy, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMillis(PATIENCE).toNanos();
        while (proxy.isAlive() && System.nanoTime() < end) {
            var listens = LISTENS.matcher(Files.readString(log));
            if (listens.find()) {
                return new InetSocketAddress(listens.group(1), Integer.parseInt(listens.group(2)));
            }
            // Nobody tells when another process has written to its log.
            Thread.sleep(20);
        }
        throw new IllegalStateException("the proxy does not listen:\n" + Files.readString(log));
    }

    private void run(InetAddress hop) throws IOException {
        expect("220");
        say("AUTH TLS", "502");
        say("USER demo", "331");
        say("PASS demo", "230");
        say("FEAT", "211 ");
        say("TYPE I", "200");
        transfer(hop, "PASV", "LIST");
        transfer(hop, "PASV", "RETR file");
        transfer(hop, "EPSV", "RETR file");
        transfer(hop, "EPSV", "STOR file");
        transfer(hop, "PASV", "STOR file");
        say("PORT 127,0,0,1,4,1", "502");
        say("NOOP", "200");
        say("QUIT", "221");
    }

    private void transfer(InetAddress hop, String passive, String command) throws IOException {
        int port = switch (passive) {
            case "PASV" -> {
                MatchResult port227 = found(PORT_OF_227, say("PASV", "227"));
                yield Integer.parseInt(port227.group(1)) << 8 | Integer.parseInt(port227.group(2));
            }
            default -> Integer.parseInt(found(PORT_OF_229, say("EPSV", "229")).group(1));
        };
        try (Socket data = new Socket(hop, port)) {
            say(command, "150");
            if (command.startsWith("STOR")) {
                data.getOutputStream().write(new byte[1 << 19]);
                data.shutdownOutput();
            }
            data.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        expect("226");
    }

    private static MatchResult found(Pattern pattern, String reply) {
        return pattern.matcher(reply)
                .results()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port in: " + reply));
    }

    private String say(String command, String expected) throws IOException {
        control.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
        return expect(expected);
    }

    /** The reply's last line. */
    private String expect(String code) throws IOException {
        String line = replies.readLine();
        while (line != null && (line.startsWith(" ") || line.startsWith("-", 3))) {
            line = replies.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IllegalStateException("reply: " + line + " (expected: " + code + ")");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        control.close();
    }
}
