package io.github.passage.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.load.Balancer.Naming;
import io.github.passage.it.program.TestServer;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three replicas behind a load balancer without affinity, of which one is drained and one is killed. */
class ReplicasIT {
    private static final int SESSIONS = 2000;
    private static final int CLIENT_ADDRESSES = 20;
    private static final int AT_ONCE_OF_EACH = 3;
    private static final int DRAINED_AFTER = 600;
    private static final int KILLED_AFTER = 1300;
    private static final int STAYING = 0;
    private static final int DRAINED = 1;
    private static final int KILLED = 2;
    private static final int NO_REPLICA = -1;

    private static final PortRange SERVER_PORTS = new PortRange(20000, 20699);
    private static final int LIMIT_MILLIS = 30_000;
    private final ItLogs logs = ItLogs.fresh("ReplicasIT");
    private final TestServer server = new TestServer(logs, SERVER_PORTS, 64 * 1024);
    private Replicas replicas;

    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch untilDrain = new CountDownLatch(DRAINED_AFTER);
    private final CountDownLatch untilKill = new CountDownLatch(KILLED_AFTER);
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger succeeded = new AtomicInteger();

    /**
     * A session that did not come to its end.
     *
     * @param control the replica of its control connection
     * @param data the replica that its data connection came to, {@link #NO_REPLICA} for none
     * @param cause what its client saw
     */
    private record Failure(int control, int data, String cause) {}

    @BeforeEach
    void start() throws IOException {
        replicas = Replicas.start(server, "", logs);
    }

    @AfterEach
    void stop() {
        try (TestServer _ = server;
                Replicas _ = replicas) {
            // To end what has begun
        }
    }

    @Test
    @Timeout(180)
    void onlySessionsThatPassedThroughTheKilledReplicaFail() throws Exception {
        try (Balancer balancer = new Balancer(replicas, Naming.SOURCE);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENT_ADDRESSES * AT_ONCE_OF_EACH; i++) {
                InetAddress client = InetAddress.ofLiteral("127.90.8." + (1 + i % CLIENT_ADDRESSES));
                running.add(threads.submit(() -> sessions(balancer, client)));
            }
            await(untilDrain);
            balancer.takeOut(DRAINED);
            replicas.get(DRAINED).program().terminate();
            await(untilKill);
            balancer.takeOut(KILLED, () -> replicas.get(KILLED).program().kill());
            for (Future<?> each : running) {
                each.get(120, TimeUnit.SECONDS);
            }
        }

        assertThat(succeeded).hasValue(SESSIONS - failures.size());
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure.control() == KILLED || failure.data() == KILLED)
                        .as(failure.toString())
                        .isTrue());
        // Those who are killed under their clients
        assertThat(failures).hasSizeLessThan(4 * CLIENT_ADDRESSES * AT_ONCE_OF_EACH);
        assertThat(replicas.get(DRAINED).program().awaitEnd()).isZero();
        assertThat(replicas.get(DRAINED).program().errors())
                .anyMatch(line -> line.contains("stopped: every session came to its end"));
        assertThat(replicas.handedOver(STAYING, "out", "ok")).isGreaterThan(SESSIONS / 20.0);
        assertThat(replicas.handedOver(STAYING, "in", "ok")).isGreaterThan(SESSIONS / 20.0);
        assertThat(replicas.get(STAYING).program().errors()).noneMatch(line -> line.contains(" ERROR "));
    }

    /**
     * An idle session of the drained replica is told to come again, and does. A command that is on its way when the program ends may
     * have the balancer break off before it has passed that on.
     */
    private static boolean isGoodbyeOfTheDrained(Failure failure) {
        return failure.control() == DRAINED
                && (failure.cause().contains("reply: 421") || (failure.data() == NO_REPLICA && isEnd(failure)));
    }

    private static boolean isEnd(Failure failure) {
        return failure.cause().contains("end of the control connection")
                || failure.cause().contains("SocketException");
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
    }

    /** One session after the other until there were enough. */
    private void sessions(Balancer balancer, InetAddress client) {
        while (begun.getAndIncrement() < SESSIONS) {
            Optional<Failure> failure = session(balancer, client);
            if (failure.filter(ReplicasIT::isGoodbyeOfTheDrained).isPresent()) {
                failure = session(balancer, client);
            }
            failure.ifPresentOrElse(failures::add, succeeded::incrementAndGet);
            untilDrain.countDown();
            untilKill.countDown();
        }
    }

    private Optional<Failure> session(Balancer balancer, InetAddress client) {
        InetSocketAddress controlEnd = null;
        InetSocketAddress dataEnd = null;
        try (Socket control = boundTo(client);
                Socket data = boundTo(client)) {
            controlEnd = (InetSocketAddress) control.getLocalSocketAddress();
            control.connect(balancer.address(), LIMIT_MILLIS);
            FtpDialog dialog = FtpDialog.over(control);
            dialog.expect("220");
            dialog.login(server.rig().account());
            InetSocketAddress passive = dialog.pasv();
            dataEnd = (InetSocketAddress) data.getLocalSocketAddress();
            dialog.send("RETR " + TestServer.FILE);
            data.connect(passive, LIMIT_MILLIS);
            dialog.expect("150");
            String sha256 = Sha256.of(data.getInputStream());
            dialog.expect("226");
            if (!sha256.equals(server.sha256())) {
                throw new IOException("another file");
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Failure(
                    controlEnd == null ? NO_REPLICA : balancer.wayOf(controlEnd),
                    dataEnd == null ? NO_REPLICA : balancer.wayOf(dataEnd),
                    e.toString()));
        }
    }

    private static Socket boundTo(InetAddress client) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(client, 0));
        socket.setSoTimeout(LIMIT_MILLIS);
        return socket;
    }
}
