package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.scenario.Scenario.Setup;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tenth client that asks for a data port at the same time gets 425. */
final class TenthPasv implements Scenario.Script {
    private static final int PORTS = 9;

    static final Scenario SCENARIO = new Scenario(
            "tenth-pasv",
            "The tenth client that waits for a data connection gets 425",
            List.of(
                    "Transfer Family has nine data ports, 8192-8200, and spreads clients over its data plane by their source address.",
                    "Behind a load balancer all clients have one source address, so all share nine ports: while nine of them have asked",
                    "with PASV and not yet connected, the tenth is refused.",
                    "What helps: clients that connect at once, fewer at a time, or no load balancer in front (a VPC endpoint instead)."),
            new Setup("privatelink", "AUTO", 10),
            new TenthPasv());

    @Override
    public void play(Stage stage) throws Exception {
        List<ScriptedClient> clients = new ArrayList<>();
        try {
            for (int i = 1; i <= PORTS; i++) {
                ScriptedClient client = stage.login("endpoint.a");
                clients.add(client);
                Optional<InetSocketAddress> told = client.pasv();
                stage.say("session " + i + ": " + client.lastReply());
                if (told.isEmpty()) {
                    stage.expect("session " + i + " gets a data port", false);
                }
            }
            ScriptedClient tenth = stage.login("endpoint.a");
            clients.add(tenth);
            Optional<InetSocketAddress> told = tenth.pasv();
            stage.say("session " + (PORTS + 1) + ": " + tenth.lastReply());
            stage.expect(
                    "the tenth is refused with 425",
                    told.isEmpty() && tenth.lastReply().startsWith("425"));
            clients.removeFirst().close();
            stage.say("one of the nine goes away");
            stage.expect(
                    "now there is a port for it",
                    stage.await(
                            "a port becomes free", () -> Attempt.of(tenth::pasv).isPresent()));
        } finally {
            clients.forEach(ScriptedClient::close);
        }
    }
}
