package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TargetHealth;
import io.github.passage.transport.SocketPlace;
import io.github.passage.transport.Transport;
import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TargetConnectorTest {
    private final Transport transport = Transport.open(1);
    private final LinkedBlockingQueue<HopFact> facts = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void aWatchedTargetThatRefusesBecomesUnhealthy() throws Exception {
        HostPort nobody;
        try (ServerSocket taken = listener()) {
            nobody = address(taken);
        }
        try (TargetConnector connector = connector(nobody)) {
            assertThat(connector.states()).containsExactly(new TargetState("default", nobody, TargetHealth.HEALTHY));
            connector.watch(facts::add);

            assertThat(facts.poll(5, TimeUnit.SECONDS))
                    .isEqualTo(new HopFact.TargetHealthChanged(
                            "default", nobody, TargetHealth.UNHEALTHY, "connection refused"));
            assertThat(connector.states())
                    .containsExactly(new TargetState("default", nobody, TargetHealth.UNHEALTHY, "connection refused"));
        }
    }

    @Test
    void aWatchedTargetIsProbedByAConnectionThatEnds() throws Exception {
        try (ServerSocket server = listener();
                TargetConnector connector = connector(address(server))) {
            connector.watch(facts::add);

            assertThat(server.accept().getInputStream().read()).isEqualTo(-1);
            assertThat(connector.states())
                    .containsExactly(new TargetState("default", address(server), TargetHealth.HEALTHY));
            assertThat(facts).isEmpty();
        }
    }

    @Test
    void aProbeWithoutASocketIsAnsweredToo() throws Exception {
        SocketPlace none = new SocketPlace() {
            @Override
            public <T> T open(Supplier<T> opening) {
                throw new ChannelException("too many open files");
            }
        };
        HostPort target = new HostPort("127.65.3.1", 21);
        TargetSettings settings = new TargetSettings(
                target,
                TargetChoice.always(new Target(target)),
                Duration.ofSeconds(2),
                null,
                none,
                Optional.of(PoolSettings.of(target)));
        try (TargetConnector connector = new TargetConnector(transport, settings)) {
            connector.watch(facts::add);

            assertThat(facts.poll(5, TimeUnit.SECONDS))
                    .isEqualTo(new HopFact.TargetHealthChanged(
                            "default",
                            target,
                            TargetHealth.UNHEALTHY,
                            "all file descriptors that this process may have are open (raise ulimit -n, or LimitNOFILE of"
                                    + " systemd)"));
        }
    }

    private TargetConnector connector(HostPort target) {
        return new TargetConnector(transport, new TargetSettings(target, Duration.ofSeconds(2), null));
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 5, InetAddress.ofLiteral("127.65.3.1"));
    }

    private static HostPort address(ServerSocket server) {
        return new HostPort("127.65.3.1", server.getLocalPort());
    }
}
