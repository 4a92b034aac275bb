package io.github.passage.it.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.load.Balancer.Naming;
import io.github.passage.it.load.NamedClient.Download;
import io.github.passage.it.program.TestServer;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.tool.ItLogs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three replicas behind a load balancer without affinity, all of whose connections come from its own address: PROXY headers tell whose
 * they are.
 */
@Timeout(300)
class ReplicasByHeaderIT {
    private static final int SESSIONS = 200;
    private static final int CLIENTS = 20;
    private static final PortRange SERVER_PORTS = new PortRange(20000, 20699);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ItLogs logs = ItLogs.fresh("ReplicasByHeaderIT");
    private final TestServer server = new TestServer(logs, SERVER_PORTS, 64 * 1024);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger crossing = new AtomicInteger();

    @BeforeEach
    void publish() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            NamedClient.publish(client(i), server);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static InetAddress client(int number) {
        return InetAddress.ofLiteral("127.90.10." + (1 + number % CLIENTS));
    }

    private Replicas replicas(Naming naming) throws IOException {
        String placement = naming == Naming.HEADER_LATE ? "late" : "first";
        // Times that hold on a busy machine, too
        return Replicas.start(server, """
                timeouts.reservation = 5m
                proxy-protocol { accept = required, header = %s, trusted = BALANCER, timeout = 1m }
                """.formatted(placement), logs);
    }

    /**
     * Where headers come late, the load balancer's address is all that a data connection is known by, so no more sessions may wait at
     * once than a replica has ports.
     */
    @ParameterizedTest(name = "{0}, {1} at once")
    @CsvSource({"HEADER_FIRST, 60", "HEADER_LATE, 8"})
    void dataConnectionsComeToTheirSessionsByWhicheverReplica(Naming naming, int atOnce) throws Exception {
        try (Replicas replicas = replicas(naming);
                Balancer balancer = new Balancer(replicas, naming);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                InetAddress client = client(i);
                running.add(threads.submit((Callable<Boolean>) () -> sessions(client, balancer)));
            }
            for (Future<Boolean> each : running) {
                assertThat(each.get(240, TimeUnit.SECONDS)).isTrue();
            }

            assertThat(crossing).hasValueGreaterThan(SESSIONS / 10);
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> {
                        assertThat(handedOver(replicas, "out")).isEqualTo(crossing.get());
                        assertThat(handedOver(replicas, "in")).isEqualTo(crossing.get());
                    });
        }
    }

    /** One session after the other until there were enough. */
    private boolean sessions(InetAddress client, Balancer balancer) throws IOException {
        for (int number = begun.getAndIncrement(); number < SESSIONS; number = begun.getAndIncrement()) {
            try (NamedClient session = new NamedClient(client, server, balancer)) {
                Download download = session.download(session.pasv());
                assertThat(download.sha256()).isEqualTo(NamedClient.sha256Of(client));
                String name = "up-" + number;
                int upload = session.upload(name, session.pasv());
                assertThat(stored(name)).hasBinaryContent(NamedClient.contentOf(client));
                crossing.addAndGet(download.replica() == session.replica() ? 0 : 1);
                crossing.addAndGet(upload == session.replica() ? 0 : 1);
            }
        }
        return true;
    }

    private Path stored(String name) {
        return server.rig().writable().resolve(name);
    }

    private static double handedOver(Replicas replicas, String direction) throws IOException {
        double sum = 0;
        for (int ordinal = 0; ordinal < Replicas.COUNT; ordinal++) {
            sum += replicas.handedOver(ordinal, direction, "ok");
        }
        return sum;
    }

    @Test
    void clientsThatWaitOnOnePortGetTheirOwnFiles() throws Exception {
        try (Replicas replicas = replicas(Naming.HEADER_FIRST);
                Balancer balancer = new Balancer(replicas, Naming.HEADER_FIRST);
                NamedClient one = new NamedClient(client(0), server, balancer);
                NamedClient other = sameReplica(one, client(1), balancer)) {
            // Often enough for both data connections to be handed over, and not
            for (int i = 0; i < 2 * Replicas.COUNT; i++) {
                InetSocketAddress passive = one.pasv();
                samePort(other, passive);

                Download second = other.download(passive);
                Download first = one.download(passive);

                assertThat(second.sha256()).isEqualTo(NamedClient.sha256Of(client(1)));
                assertThat(first.sha256()).isEqualTo(NamedClient.sha256Of(client(0)));
                crossing.addAndGet(first.replica() == one.replica() ? 0 : 1);
                crossing.addAndGet(second.replica() == other.replica() ? 0 : 1);
            }
            assertThat(crossing).hasValueGreaterThan(0);
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(handedOver(replicas, "in")).isEqualTo(crossing.get()));
        }
    }

    /** The load balancer takes the replicas in turn. */
    private NamedClient sameReplica(NamedClient as, InetAddress client, Balancer balancer) throws IOException {
        for (int i = 0; i < Replicas.COUNT; i++) {
            NamedClient session = new NamedClient(client, server, balancer);
            if (session.replica() == as.replica()) {
                return session;
            }
            session.close();
        }
        throw new AssertionError("replica: never %d (expected: in turn)".formatted(as.replica()));
    }

    /** A replica takes its ports in turn. */
    private static void samePort(NamedClient client, InetSocketAddress as) throws IOException {
        for (int i = 0; i < Replicas.PORTS.last() - Replicas.PORTS.first() + 1; i++) {
            if (client.pasv().equals(as)) {
                return;
            }
        }
        throw new AssertionError("port: never %d (expected: in turn)".formatted(as.getPort()));
    }
}
