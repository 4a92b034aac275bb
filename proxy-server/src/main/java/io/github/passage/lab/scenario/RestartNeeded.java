package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.scenario.Scenario.Setup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A new PassiveIp does nothing until the server is stopped and started. */
final class RestartNeeded implements Scenario.Script {
    private static final String ENTRY = "endpoint.a";
    private static final String SERVER = "transfer";

    static final Scenario SCENARIO = new Scenario(
            "passive-ip-needs-restart",
            "A new PassiveIp does nothing until the server is stopped and started",
            List.of(
                    "update-server accepts a new ProtocolDetails.PassiveIp while the server is online, describe-server shows it, and the",
                    "server goes on announcing the old address: the setting is read at start. Infrastructure tools update and do not",
                    "restart. Source: AWS Transfer Family API reference, ProtocolDetails.",
                    "What helps: stop-server, wait for OFFLINE, start-server."),
            new Setup("privatelink", "AUTO", 100),
            new RestartNeeded());

    @Override
    public void play(Stage stage) throws Exception {
        String before = announced(stage);
        stage.say("PassiveIp AUTO announces " + before);
        stage.lab().setPassiveIp(SERVER, "0.0.0.0");
        String after = announced(stage);
        stage.say("PassiveIp is set to 0.0.0.0; a new session is told " + after);
        stage.expect("the change has no effect yet", after.equals(before));
        stage.lab().stopServer(SERVER);
        stage.say("the server is stopped");
        stage.expect("nobody can log in", !Attempt.succeeds(() -> announced(stage)));
        stage.lab().startServer(SERVER);
        String restarted = announced(stage);
        stage.say("the server is started; a new session is told " + restarted);
        stage.expect("now it announces 0.0.0.0", restarted.equals("0.0.0.0"));
    }

    private static String announced(Stage stage) throws IOException {
        try (ScriptedClient client = stage.login(ENTRY)) {
            Optional<InetSocketAddress> told = client.pasv();
            return told.map(data -> data.getAddress().getHostAddress()).orElseGet(client::lastReply);
        }
    }
}
