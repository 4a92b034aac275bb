package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.scenario.Scenario.Setup;
import java.util.List;

/** Client IP preservation in front of VPC endpoint interfaces loses every connection. */
final class BlackHole implements Scenario.Script {
    static final Scenario SCENARIO = new Scenario(
            "preserve-client-ip-black-hole",
            "Client IP preservation loses every connection to a Transfer Family endpoint",
            List.of(
                    "The addresses of a Transfer Family server are VPC endpoint interfaces. With preserve_client_ip.enabled a load balancer",
                    "sends them packets with the client's source address, which such interfaces do not take: communication is lost",
                    "(Network Load Balancers, target group attributes). Nothing is refused; clients time out before the greeting.",
                    "Traffic that comes over PrivateLink always has the load balancer's address, whatever the attribute says.",
                    "What helps: client IP preservation off, which is the default for IP targets."),
            new Setup("scenarios/preserve-client-ip-black-hole.conf", "0.0.0.0", 1),
            new BlackHole());

    @Override
    public void play(Stage stage) throws Exception {
        stage.say("a client connects to the load balancer that preserves client addresses");
        stage.expect("no greeting comes", !Attempt.succeeds(() -> greeted(stage, "preserving.a")));
        stage.say("a client connects to the other load balancer, which leads to the same server with its own address");
        stage.expect("it is greeted", Attempt.succeeds(() -> greeted(stage, "nlb.a")));
    }

    private static boolean greeted(Stage stage, String hop) throws java.io.IOException {
        try (ScriptedClient client = ScriptedClient.connect(stage.host(), stage.control(hop), Stage.PATIENCE)) {
            return client.lastReply().startsWith("220");
        }
    }
}
