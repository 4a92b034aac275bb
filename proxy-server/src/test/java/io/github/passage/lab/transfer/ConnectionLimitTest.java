package io.github.passage.lab.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.IpLiteral;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ConnectionLimitTest {
    private static final int MOST = 3;

    /** AWS tells of 300 connections of one source address, which is what all clients of a load balancer share. */
    @Test
    void oneMoreConnectionOfASourceAddressIsClosedAndWorksWhenAnotherHasLeft() throws Exception {
        Conduct limited = new Conduct(Auto.REACHED, PortUse.EXCLUSIVE, Affinity.NONE, MOST, true, List.of());
        List<ControlClient> clients = new ArrayList<>();
        try (TestServer server = new TestServer(91, settings -> settings.withConduct(limited))) {
            for (int i = 0; i < MOST; i++) {
                clients.add(server.login());
            }
            assertThatThrownBy(server::login).isNotNull();

            clients.removeFirst().close();
            Awaitility.await().ignoreExceptions().until(() -> clients.add(server.login()));
            assertThat(clients).hasSize(MOST);
        } finally {
            for (ControlClient client : clients) {
                client.close();
            }
        }
    }

    /** A session that waits for its data connection holds a thread, and each shard has nine ports of its own. */
    @Test
    void manySessionsThatWaitForDataDoNotStopTheOthers() throws Exception {
        InetSocketAddress hidden = new InetSocketAddress(IpLiteral.v4(new byte[] {127, 46, 0, 92}), 0);
        Conduct shared = new Conduct(Auto.REACHED, PortUse.SHARED, Affinity.NONE, 0, true, List.of(hidden));
        List<ControlClient> clients = new ArrayList<>();
        try (TestServer server = new TestServer(92, settings -> settings.withConduct(shared))) {
            for (int i = 0; i < 40; i++) {
                ControlClient client = server.login();
                clients.add(client);
                client.command("EPSV");
                client.send("LIST");
            }
            try (ControlClient other = server.login()) {
                assertThat(other.command("NOOP")).startsWith("200");
            }
        } finally {
            for (ControlClient client : clients) {
                client.close();
            }
        }
    }
}
