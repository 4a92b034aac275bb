package io.github.passage.lab.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.IpLiteral;
import io.github.passage.address.PortRange;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class PassiveReplyTest {

    private static final int HOST = 1;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUTO         | 227 Entering Passive Mode (127,46,0,1,32,0)",
                "203.0.113.7  | 227 Entering Passive Mode (203,0,113,7,32,0)",
                "0.0.0.0      | 227 Entering Passive Mode (0,0,0,0,32,0)"
            })
    void theReplyCarriesThePassiveIp(String passiveIp, String reply) throws IOException {
        try (TestServer server = new TestServer(HOST, s -> s.withPassiveIp(PassiveIp.parse(passiveIp)));
                ControlClient client = server.login()) {
            assertThat(client.command("PASV")).isEqualTo(reply);
        }
    }

    @Test
    void theExtendedReplyCarriesThePortOnlyWhateverThePassiveIp() throws IOException {
        try (TestServer server = new TestServer(HOST, s -> s.withPassiveIp(PassiveIp.parse("203.0.113.7")));
                ControlClient client = server.login()) {
            assertThat(client.command("EPSV")).isEqualTo("229 Entering Passive Mode (|||8192|)");
        }
    }

    @ParameterizedTest
    @CsvSource({"PASV", "EPSV"})
    void whenAllPortsAreTakenTheNextIsRefusedAtOnceAndWorksAgainLater(String command) throws Exception {
        List<ControlClient> clients = new ArrayList<>();
        try (TestServer server = new TestServer(HOST);
                ControlClient tenth = server.login()) {
            for (int port = 8192; port <= 8200; port++) {
                ControlClient client = server.login();
                clients.add(client);
                assertThat(client.openPort()).isEqualTo(port);
            }

            long fastest = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                assertThat(tenth.command(command)).isEqualTo("425 Can't open passive connection.");
                fastest = Math.min(fastest, System.nanoTime() - start);
            }
            assertThat(fastest).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));

            clients.getFirst().command("QUIT");
            server.ports().awaitEvents(10);
            assertThat(portOnceReturned(tenth)).isEqualTo(8192);
        } finally {
            for (ControlClient client : clients) {
                client.close();
            }
        }
    }

    /** The port is announced as closed just before it can be had again. */
    private static int portOnceReturned(ControlClient client) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                return client.openPort();
            } catch (IOException stillTaken) {
                if (System.nanoTime() > deadline) {
                    throw stillTaken;
                }
            }
        }
    }

    @Test
    void aPortThatAnotherProgramHoldsIsPassedOverAndNotLost() throws Exception {
        try (TestServer server = new TestServer(HOST, s -> s.withPassivePorts(new PortRange(8192, 8193)));
                ControlClient client = server.login()) {
            try (ServerSocket other = new ServerSocket(8192, 1, server.address().getAddress())) {
                assertThat(other.isBound()).isTrue();
                assertThat(client.openPort()).isEqualTo(8193);
            }
            assertThat(client.openPort()).isEqualTo(8192);
        }
    }

    @Test
    void thePortListensBeforeTheReplyIsSent() throws Exception {
        try (TestServer server = new TestServer(HOST);
                ControlClient client = server.login()) {
            int port = client.openPort();
            assertThat(server.ports().open()).containsExactly(port);
            try (Socket data = new Socket()) {
                data.connect(server.dataAddress(port), 1000);
                assertThat(client.command("LIST")).startsWith("150 ");
                assertThat(client.reply()).isEqualTo("226 Closing data connection.");
            }
        }
    }

    @Test
    void aListenerThatFailsTurnsTheReplyInto425() throws Exception {
        DataPortListener failing = new DataPortListener() {
            @Override
            public void opened(int port) {
                throw new IllegalStateException("no room");
            }

            @Override
            public void closed(int port) {
                throw new AssertionError("closed without opened");
            }
        };
        try (TestServer idle = new TestServer(HOST);
                TransferServer server = new TransferServer(
                        TransferServerSettings.of(idle.dataAddress(0), IpLiteral.v4(new byte[4]), idle.home()),
                        failing)) {
            server.start();
            try (ControlClient client = ControlClient.loggedIn(server.address())) {
                assertThat(client.command("PASV")).isEqualTo("425 Can't open passive connection.");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 425", "false, 150"})
    void aStrangersDataConnectionIsRefusedOnlyWhenPeersAreChecked(boolean check, String code) throws Exception {
        try (TestServer server = new TestServer(HOST, s -> s.withDataPeerCheck(check));
                ControlClient client = server.login()) {
            int port = client.openPort();
            try (Socket stranger = new Socket()) {
                stranger.bind(server.dataAddress(0));
                stranger.connect(server.dataAddress(port), 1000);
                String first = client.command("LIST");
                assertThat(check ? client.reply() : first).startsWith(code);
            }
        }
    }
}
