package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.scenario.Scenario.Setup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A target is deregistered while a transfer runs. */
final class Deregistration implements Scenario.Script {
    private static final int TIME_SCALE = 100;

    /** 300 s in the field. */
    private static final Duration DELAY = Duration.ofMinutes(5).dividedBy(TIME_SCALE);

    private static final Duration DELAY_AND_MORE = DELAY.plusMillis(1500);

    private static final Duration PAUSE = Duration.ofMillis(100);

    static final Scenario SCENARIO = new Scenario(
            "deregistration",
            "A target is deregistered while a transfer runs",
            List.of(
                    "A deregistered target gets no new connections; those that stand go on for the deregistration delay, 300 s unless told",
                    "otherwise. With deregistration_delay.connection_termination.enabled they are cut then, in the middle of a file; a",
                    "session that goes on meanwhile cannot open data connections any more, as those are new.",
                    "What helps: a delay longer than the longest transfer, no connection termination, and draining at an FTP-aware hop, which",
                    "knows when a session is over."),
            new Setup("scenarios/deregistration.conf", "0.0.0.0", TIME_SCALE),
            new Deregistration());

    @Override
    public void play(Stage stage) throws Exception {
        try (ScriptedClient client = stage.login("nlb.a")) {
            InetSocketAddress told = client.pasv().orElseThrow();
            try (Upload upload = Upload.begin(client, client.atControlAddress(told), "drained.bin")) {
                stage.say("an upload begins: " + client.lastReply());
                long began = System.nanoTime();
                stage.lab().drainTarget("nlb", "transfer.a");
                stage.say("the target is deregistered");
                stage.expect("a new client gets no greeting", !Attempt.succeeds(() -> stage.login("nlb.a")));
                stage.expect("the upload goes on", upload.feed());
                boolean moving = true;
                while (moving && System.nanoTime() - began < DELAY_AND_MORE.toNanos()) {
                    stage.let(PAUSE);
                    moving = upload.feed();
                }
                long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
                stage.expect(
                        "until the delay is over (" + DELAY.toSeconds() + " s here): cut after " + millis + " ms",
                        !moving && millis >= DELAY.toMillis());
            }
        }
        stage.lab().registerTarget("nlb", "transfer.a");
        stage.say("the target is registered again");
        stage.expect("clients get in", stage.await("a login", () -> Attempt.succeeds(() -> closed(stage))));
    }

    private static boolean closed(Stage stage) throws java.io.IOException {
        stage.login("nlb.a").close();
        return true;
    }
}
