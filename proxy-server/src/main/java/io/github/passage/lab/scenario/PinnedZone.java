package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.scenario.Scenario.Setup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** One literal PassiveIp sends the data of all zones through one. */
final class PinnedZone implements Scenario.Script {
    private static final List<String> NODES = List.of("nlb.a", "nlb.b", "nlb.c");

    static final Scenario SCENARIO = new Scenario(
            "pinned-zone",
            "A literal PassiveIp sends the data of all zones through one",
            List.of(
                    "PassiveIp takes one address. Behind a load balancer with a node in each of three zones, one node's address works for",
                    "clients of every zone, as long as it works: all data passes one zone, and when that zone fails, all transfers fail,",
                    "though login goes on in the others.",
                    "What helps: PassiveIp 0.0.0.0 or EPSV for clients that understand it, one server for each zone with its own literal",
                    "address, or a hop that follows FTP at each node."),
            new Setup("scenarios/pinned-zone.conf", "10.1.0.20", 10),
            new PinnedZone());

    @Override
    public void play(Stage stage) throws Exception {
        for (String node : NODES) {
            try (ScriptedClient client = stage.login(node)) {
                InetSocketAddress told = client.pasv().orElseThrow();
                stage.expect(
                        "a client of " + node + " is told the address of nlb.a",
                        told.getAddress().equals(stage.address("nlb.a")));
                stage.expect("and its transfer works", transfers(client, told));
            }
        }
        stage.lab().takeZoneDown("az1");
        stage.say("zone az1 goes down");
        for (String node : NODES.subList(1, NODES.size())) {
            try (ScriptedClient client = stage.login(node)) {
                InetSocketAddress told = client.pasv().orElseThrow();
                stage.expect("a client of " + node + " logs in and cannot transfer", !transfers(client, told));
            }
        }
        for (String node : NODES.subList(1, NODES.size())) {
            try (ScriptedClient client = stage.login(node)) {
                InetSocketAddress told = client.pasv().orElseThrow();
                stage.expect(
                        "at the address that it reached, as with 0.0.0.0, it could",
                        transfers(client, client.atControlAddress(told)));
            }
        }
    }

    private static boolean transfers(ScriptedClient client, InetSocketAddress to) {
        return Attempt.succeeds(() -> {
            try (Upload upload = Upload.begin(client, to, "pinned.bin")) {
                upload.feed();
            }
            int code = client.reply(Stage.PATIENCE).orElse(0);
            if (code != 226) {
                throw new IOException("no 226 but " + code);
            }
            return code;
        });
    }
}
