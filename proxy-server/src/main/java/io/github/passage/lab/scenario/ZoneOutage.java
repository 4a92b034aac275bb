package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.scenario.Scenario.Setup;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/** A zone goes down with sessions open. */
final class ZoneOutage implements Scenario.Script {
    static final Scenario SCENARIO = new Scenario(
            "zone-down",
            "An availability zone goes down with sessions open",
            List.of(
                    "What stood in the zone neither answers nor refuses: open sessions and transfers hang until their clients give up, and",
                    "new connections to its address time out. DNS takes that address out of the answer for the load balancer's name (here at",
                    "once, in the field when AWS has noticed), and the records live for 60 s: clients that ask again get another zone, clients",
                    "that keep the old address do not.",
                    "What helps: short timeouts in clients, asking DNS again for each attempt, PassiveIp 0.0.0.0 or EPSV so that data follows",
                    "the control connection's zone."),
            new Setup("nlb-multi-az", "0.0.0.0", 30),
            new ZoneOutage());

    @Override
    public void play(Stage stage) throws Exception {
        Inet4Address lost = stage.address("nlb.b");
        stage.await("DNS names all three zones", () -> Attempt.of(stage::lookUp).size() == 3);
        stage.expect("DNS has the address of zone az2: " + answer(stage), isKnown(stage, lost));
        try (ScriptedClient client = stage.login("nlb.b")) {
            InetSocketAddress told = client.pasv().orElseThrow();
            try (Upload upload = Upload.begin(client, client.atControlAddress(told), "outage.bin")) {
                stage.expect("an upload runs through zone az2: " + client.lastReply(), upload.feed());
                stage.lab().takeZoneDown("az2");
                stage.say("zone az2 goes down");
                stage.expect(
                        "no reply comes any more", client.reply(Stage.PATIENCE).isEmpty());
                stage.expect("and no error either: the connections just hang", upload.feed());
            }
        }
        stage.expect(
                "a new client that kept that zone's address times out",
                !Attempt.succeeds(() -> visit(stage.login("nlb.b"))));
        stage.expect("DNS has it no longer: " + answer(stage), !isKnown(stage, lost));
        stage.expect("a client that asks DNS again works", Attempt.succeeds(() -> visit(stage.loginByName())));
        stage.lab().bringZoneUp("az2");
        stage.say("zone az2 comes back");
        stage.expect("new clients of its address work", Attempt.succeeds(() -> visit(stage.login("nlb.b"))));
        if (stage.await("the address is in DNS again", () -> Attempt.of(() -> isKnown(stage, lost)))) {
            stage.expect(
                    "its target is healthy, and DNS has the address again: " + answer(stage), isKnown(stage, lost));
        }
    }

    private static boolean isKnown(Stage stage, Inet4Address address) throws IOException {
        return stage.lookUp().contains(address);
    }

    private static String answer(Stage stage) throws IOException {
        return stage.name() + " is "
                + stage.lookUp().stream()
                        .map(Inet4Address::getHostAddress)
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static int visit(ScriptedClient login) throws IOException {
        try (ScriptedClient client = login) {
            InetSocketAddress told = client.pasv().orElseThrow();
            try (Upload upload = Upload.begin(client, client.atControlAddress(told), "visit.bin")) {
                upload.feed();
            }
            return client.reply();
        }
    }
}
