package io.github.passage.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.program.RunningHop;
import io.github.passage.it.program.TestServer;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Sha256;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ManySessionsIT {
    private static final int SESSIONS = 500;
    private static final int ADDRESSES = 100;
    private static final int FILE_SIZE = 256 * 1024;
    /**
     * One for each session, since all have a passive reply at once, and the server sees one client address. Below the ports that the system
     * gives to connections, of which a test before may have left some that cannot be bound for a minute.
     */
    private static final PortRange SERVER_PORTS = new PortRange(20000, 20699);

    private final ItLogs logs = ItLogs.fresh("ManySessionsIT");

    /** Where all sessions wait for each other. */
    private final CyclicBarrier loggedIn = new CyclicBarrier(SESSIONS);

    private final CyclicBarrier promised = new CyclicBarrier(SESSIONS);

    /**
     * What one session saw.
     *
     * @param client its own address
     * @param passive the address that it was told
     * @param sha256 of what it received
     */
    private record Outcome(InetAddress client, InetSocketAddress passive, String sha256) {}

    @Test
    @Timeout(180)
    void fiveHundredAtOnceFromAHundredAddressesTransferOverNinePorts() throws Exception {
        try (TestServer server = new TestServer(logs, SERVER_PORTS, FILE_SIZE);
                RunningHop hop = RunningHop.start(
                        logs, "proxy", "--listen", server.hopHost() + ":0", "--target", server.target())) {
            List<Outcome> outcomes = runAll(server, hop);

            assertThat(outcomes).hasSize(SESSIONS).allSatisfy(outcome -> {
                assertThat(outcome.sha256()).isEqualTo(server.sha256());
                assertThat(outcome.passive().getAddress())
                        .isEqualTo(hop.address().getAddress());
                assertThat(outcome.passive().getPort()).isBetween(8192, 8200);
            });
            assertThat(offersOf(outcomes))
                    .as("pairs of client address and port")
                    .hasSize(SESSIONS);
            assertThat(hop.program().errors()).noneMatch(line -> line.contains(" ERROR "));
            assertThat(hop.program().isAlive()).isTrue();
        }
    }

    private List<Outcome> runAll(TestServer server, RunningHop hop) throws Exception {
        List<Future<Outcome>> running = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SESSIONS; i++) {
                InetAddress client = InetAddress.ofLiteral("127.90.7." + (1 + i % ADDRESSES));
                running.add(threads.submit(() -> session(server, hop.address(), client)));
            }
            for (Future<Outcome> session : running) {
                outcomes.add(session.get());
            }
        }
        return outcomes;
    }

    private Outcome session(TestServer server, InetSocketAddress hop, InetAddress client) throws Exception {
        try (FtpDialog dialog = FtpDialog.open(hop, client)) {
            dialog.login(server.rig().account());
            loggedIn.await(40, TimeUnit.SECONDS);
            InetSocketAddress passive = dialog.pasv();
            promised.await(40, TimeUnit.SECONDS);
            String sha256;
            try (Socket data = dialog.openData(passive)) {
                dialog.send("RETR " + TestServer.FILE);
                dialog.expect("150");
                InputStream in = data.getInputStream();
                sha256 = Sha256.of(in);
            }
            dialog.expect("226");
            dialog.send("QUIT");
            dialog.expect("221");
            return new Outcome(client, passive, sha256);
        }
    }

    private static Set<List<Object>> offersOf(List<Outcome> outcomes) {
        Set<List<Object>> offers = new HashSet<>();
        outcomes.forEach(outcome ->
                offers.add(List.of(outcome.client(), outcome.passive().getPort())));
        return offers;
    }
}
