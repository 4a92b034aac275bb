package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ClientHost;
import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.scenario.Scenario.Setup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** A data connection from another source address than its control connection meets nobody. */
final class ForeignSource implements Scenario.Script {
    static final Scenario SCENARIO = new Scenario(
            "data-from-another-source",
            "Data connections that come from another address than the control connection fail",
            List.of(
                    "Transfer Family spreads connections over its data plane by their source address. A NAT with a pool of addresses,",
                    "or two load balancer nodes, can give the data connection another source than the control connection: then the two",
                    "do not meet, and neither would they at a server that compares both (vsftpd: 425 Security: Bad IP connecting).",
                    "What helps: one source address for a client (sticky NAT), PassiveIp 0.0.0.0 or EPSV in place of one node's address,",
                    "or a proxy in front that dials both from its own address."),
            new Setup("scenarios/data-from-another-source.conf", "AUTO", 10),
            new ForeignSource());

    @Override
    public void play(Stage stage) throws Exception {
        ClientHost other = stage.host("pool");
        try (ScriptedClient client = stage.login("transfer.a")) {
            InetSocketAddress told = client.pasv().orElseThrow();
            stage.say("control connection from " + stage.host().address().getHostAddress() + ": " + client.lastReply());
            stage.say("data connection from " + other.address().getHostAddress());
            stage.expect("it is reset, as nothing waits there for that source", isReset(other, told));
            try (Upload upload = Upload.begin(client, told, "same-source.bin")) {
                stage.expect("from the control connection's source it works: " + client.lastReply(), upload.feed());
            }
            stage.expect("and ends with 226", client.reply() == 226);
        }
    }

    private static boolean isReset(ClientHost from, InetSocketAddress to) {
        try (Socket data = from.dial(to, Stage.PATIENCE)) {
            return data.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException silent) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
