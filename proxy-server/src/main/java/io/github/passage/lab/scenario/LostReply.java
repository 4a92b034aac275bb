package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.scenario.Scenario.Setup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A long transfer lets the control connection fall idle, and its 226 never comes. */
final class LostReply implements Scenario.Script {
    /** A load balancer forgets after 350 s; in this lab a hundred times sooner. */
    private static final Duration LONGER_THAN_IDLE = Duration.ofMillis(4500);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int TIME_SCALE = 100;

    private static final List<String> WORDS = List.of(
            "During a transfer nothing passes on the control connection. A network load balancer forgets a TCP connection after 350 s",
            "without traffic: a transfer that takes longer ends well, but the server's 226 is sent into a connection that the load",
            "balancer no longer knows. The client has all of its data and waits for the reply until it gives up.",
            "Unless the client sends TCP keepalives more often than that, since they count as traffic. A VPC endpoint has the same",
            "timer, which cannot be changed.",
            "What helps: TCP keepalives on the control connection below 350 s, at the client or at a proxy such as Passage; a higher",
            "tcp.idle_timeout.seconds at the listener where no VPC endpoint is in the path.");

    static final Scenario RESET = new Scenario(
            "lost-226-reset",
            "A long transfer idles the control connection: the 226 never comes, later commands are reset",
            WORDS,
            new Setup("nlb", "0.0.0.0", TIME_SCALE),
            new LostReply(true));

    static final Scenario SILENCE = new Scenario(
            "lost-226-silence",
            "A long transfer idles the control connection: the 226 never comes, and nothing answers later",
            WORDS,
            new Setup("scenarios/lost-226-silence.conf", "0.0.0.0", TIME_SCALE),
            new LostReply(false));

    private final boolean reset;

    private LostReply(boolean reset) {
        this.reset = reset;
    }

    @Override
    public void play(Stage stage) throws Exception {
        try (ScriptedClient client = stage.login("nlb.a")) {
            InetSocketAddress told = client.pasv().orElseThrow();
            try (Upload upload = Upload.begin(client, client.atControlAddress(told), "long.bin")) {
                stage.say("an upload begins: " + client.lastReply());
                long end = System.nanoTime() + LONGER_THAN_IDLE.toNanos();
                boolean moving = true;
                while (moving && System.nanoTime() < end) {
                    moving = upload.feed();
                    stage.let(PAUSE);
                }
                stage.expect("the data connection, which is never idle, carried " + upload.sent() + " bytes", moving);
            }
            stage.say("the file is sent and closed; the client waits for the 226");
            Optional<Integer> reply = client.reply(Stage.PATIENCE);
            stage.expect("no reply comes", reply.isEmpty());
            afterwards(stage, client);
        }
        try (ScriptedClient client = stage.login("nlb.a")) {
            client.command("SIZE long.bin");
            stage.expect(
                    "the server has the file: " + client.lastReply(),
                    client.lastReply().startsWith("213"));
        }
    }

    private void afterwards(Stage stage, ScriptedClient client) {
        try {
            client.command("NOOP");
            stage.expect("NOOP is not answered: " + client.lastReply(), false);
        } catch (java.net.SocketTimeoutException silent) {
            stage.expect("NOOP is not answered at all", !reset);
        } catch (IOException gone) {
            stage.expect("NOOP is answered with a reset", reset);
        }
    }
}
