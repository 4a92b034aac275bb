package io.github.passage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.lab.topology.OwnTopology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import picocli.CommandLine;

/** The command from its start to its stop, on addresses of the tests' own. */
@Timeout(30)
@EnabledOnOs(OS.LINUX)
class LabRunTest {
    private final StringWriter out = new StringWriter();

    private Thread start(int port) {
        CommandLine lab = new CommandLine(new LabCommand(name -> OwnTopology.privateLink()))
                .setExecutionExceptionHandler(new Faults())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out));
        return Thread.ofPlatform().start(() -> lab.execute("--control-port", Integer.toString(port)));
    }

    private void awaitOutput(String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() -> out.toString().contains(text));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, OwnTopology.ENDPOINT)) {
            return probe.getLocalPort();
        }
    }

    private static Socket dial(int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(OwnTopology.CLIENT, 0));
        socket.setSoTimeout(5000);
        socket.connect(new InetSocketAddress(OwnTopology.ENDPOINT, port), 2000);
        return socket;
    }

    private static String ask(Socket control, BufferedReader replies, String command) throws IOException {
        control.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return replies.readLine();
    }

    @Test
    void aSessionIsToldAsItHappensAndTheLabStopsInOrder() throws Exception {
        int port = freePort();
        Thread lab = start(port);
        awaitOutput("Try, in another terminal");

        try (Socket control = dial(port);
                BufferedReader replies = new BufferedReader(
                        new InputStreamReader(control.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(replies.readLine()).startsWith("220");
            assertThat(ask(control, replies, "USER demo")).startsWith("331");
            assertThat(ask(control, replies, "PASS demo-passage")).startsWith("230");
            assertThat(ask(control, replies, "PASV")).startsWith("227").contains("127,72,1,46,32,");
            assertThat(ask(control, replies, "QUIT")).startsWith("221");
        }
        awaitOutput("session ended (quit)");
        lab.interrupt();
        lab.join(Duration.ofSeconds(10));

        assertThat(lab.isAlive()).isFalse();
        assertThat(out.toString().lines().filter(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\[vpce#1\\] .*")))
                .extracting(line -> line.substring(13))
                .containsSubsequence(
                        "[vpce#1] logged in as demo",
                        "[vpce#1] client sends PASV",
                        "[vpce#1]   Why: 127.72.1.46 is the Transfer endpoint in the provider VPC, which admits only"
                                + " 127.72.0.0/16. The client is in a subnet of the consumer VPC (127.71.0.5).");
        assertThatThrownBy(() -> dial(port).close()).isInstanceOf(ConnectException.class);
    }
}
