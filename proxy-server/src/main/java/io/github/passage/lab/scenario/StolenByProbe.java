package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.scenario.Scenario.Setup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** A health check on a data port takes the place of the client's data connection. */
final class StolenByProbe implements Scenario.Script {
    /** A client that computes, or a user who types: the passive reply is used after the next probe. */
    private static final Duration SLOW_CLIENT = Duration.ofMillis(1500);

    private static final int NO_SUCH_FILE = -1;
    private static final int CONTENT = 1024;
    private static final String SAMPLE = "1KiB.bin";

    static final Scenario SCENARIO = new Scenario(
            "zero-byte-files",
            "Health checks on data ports give files of 0 bytes",
            List.of(
                    "A network load balancer checks its targets by connecting to them, by default at the traffic port of each target group.",
                    "On 8192-8200 such a probe can come between a passive reply and the client's connection. The server takes the first",
                    "connection that comes: the probe's, which is closed at once. An upload becomes a file of 0 bytes, and the reply is 226.",
                    "Seen in the field now and then, in both directions, and hard to find, as it depends on the second.",
                    "What helps: health checks of all ten target groups on port 21 (AWS Transfer Family, Infrastructure security)."),
            new Setup("scenarios/zero-byte-files.conf", "0.0.0.0", 10),
            new StolenByProbe());

    @Override
    public void play(Stage stage) throws Exception {
        stage.say("health checks on the traffic port of each data port's target group:");
        int stolen = store(stage, "checked-on-data-ports.bin");
        stage.expect("the server has a file of 0 bytes, though the client sent " + CONTENT, stolen == 0);
        int missed = retrieve(stage);
        stage.expect("the client has a file of 0 bytes, though the server's has " + CONTENT, missed == 0);
        stage.lab().setHealthCheck("nlb", "data", "21");
        stage.say("health checks on port 21:");
        int whole = store(stage, "checked-on-21.bin");
        stage.expect("the server has all " + CONTENT + " bytes", whole == CONTENT);
        int fetched = retrieve(stage);
        stage.expect("the client has all " + CONTENT + " bytes", fetched == CONTENT);
    }

    /** Fetches a file as a slow client does, and returns the size that the client has then. */
    private static int retrieve(Stage stage) throws IOException {
        try (ScriptedClient client = stage.login("nlb.a")) {
            InetSocketAddress told = client.pasv().orElseThrow();
            stage.let(SLOW_CLIENT);
            int size;
            try (Socket data = client.dial(client.atControlAddress(told))) {
                client.command("RETR " + SAMPLE);
                size = received(data);
            }
            stage.say("RETR ends with: " + ending(client));
            return size;
        }
    }

    /** What comes until the end of the connection, or until it is cut. */
    private static int received(Socket data) {
        int size = 0;
        try {
            byte[] piece = new byte[CONTENT];
            for (int read = data.getInputStream().read(piece);
                    read > 0;
                    read = data.getInputStream().read(piece)) {
                size += read;
            }
        } catch (IOException cut) {
            // What was received by then is what the client has.
        }
        return size;
    }

    /** Stores a file as a slow client does, and returns the size that the server has then. */
    private static int store(Stage stage, String name) throws IOException {
        try (ScriptedClient client = stage.login("nlb.a")) {
            InetSocketAddress told = client.pasv().orElseThrow();
            stage.let(SLOW_CLIENT);
            try (Upload upload = Upload.begin(client, client.atControlAddress(told), name)) {
                upload.feed();
            }
            stage.say("STOR ends with: " + ending(client));
        }
        try (ScriptedClient client = stage.login("nlb.a")) {
            client.command("SIZE " + name);
            String answer = client.lastReply();
            return answer.startsWith("213 ")
                    ? Integer.parseInt(answer.substring(4).strip())
                    : NO_SUCH_FILE;
        }
    }

    private static String ending(ScriptedClient client) throws IOException {
        if (client.lastReply().startsWith("150")) {
            client.reply();
        }
        return client.lastReply();
    }
}
