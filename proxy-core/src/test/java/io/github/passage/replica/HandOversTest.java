package io.github.passage.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.Cidr;
import io.github.passage.address.PortRange;
import io.github.passage.relay.RelayLeg;
import io.github.passage.relay.Splicing;
import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.ListenOptions;
import io.github.passage.transport.SocketPlace;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Data connections for replicas that take the connection, and never say who they are. */
@Timeout(30)
class HandOversTest {
    private static final String HERE = "127.62.0.1";
    private static final String PEERS = "127.62.1.";
    private static final PortRange PORTS = new PortRange(18192, 18194);

    private final Transport transport = Transport.open(1);
    private final LinkedBlockingQueue<TelemetryEvent> events = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Accepted> arrived = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private HandOvers handOvers;
    private InetSocketAddress listener;

    @BeforeEach
    void start() throws Exception {
        ServerSocket one = opened(new ServerSocket(0, 500, InetAddress.getByName(PEERS + 1)));
        opened(new ServerSocket(one.getLocalPort(), 500, InetAddress.getByName(PEERS + 2)));
        handOvers = new HandOvers(
                new Slices(PORTS, 3),
                new ReplicaSettings(
                        3,
                        0,
                        new PeerAddress(PEERS + "{ordinal}:" + one.getLocalPort()),
                        new InetSocketAddress(HERE, 0),
                        List.of(Cidr.parse("127.0.0.0/8")),
                        Optional.empty()),
                new ReplicaContext(
                        "edge",
                        transport,
                        SocketPlace.HERE,
                        Splicing.NEVER,
                        events::add,
                        Duration.ofSeconds(20),
                        Duration.ZERO),
                new Silent());
        Channel listening = transport
                .listen(new ListenOptions(new InetSocketAddress(HERE, 0), ConnectionKind.DATA), new Arrivals())
                .sync()
                .channel();
        listener = (InetSocketAddress) listening.localAddress();
    }

    @AfterEach
    void stop() throws Exception {
        handOvers.cut();
        transport.close();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T opened(T it) {
        open.add(it);
        return it;
    }

    private Socket handOver(String source, int port) throws Exception {
        Socket client = opened(new Socket(listener.getAddress(), listener.getPort()));
        client.setSoTimeout(10_000);
        Accepted accepted = arrived.poll(10, TimeUnit.SECONDS);
        assertThat(accepted).isNotNull();
        handOvers.handOver(new Accepted(
                accepted.channel(),
                new InetSocketAddress(source, client.getLocalPort()),
                new InetSocketAddress(HERE, port)));
        return client;
    }

    private static void expectReset(Socket client) {
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void oneAddressHasSoManyWaitingForAReplicaAndNoMore() throws Exception {
        for (int i = 0; i < HandOvers.MOST_WAITING_OF_ONE; i++) {
            handOver("198.51.100.1", 18193);
        }
        assertThat(handOvers.open()).isEqualTo(HandOvers.MOST_WAITING_OF_ONE);
        assertThat(events).isEmpty();

        expectReset(handOver("198.51.100.1", 18193));

        assertThat(events.poll(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        TelemetryEvent.AtHop.class,
                        event -> assertThat(event.fact())
                                .isInstanceOfSatisfying(
                                        HopFact.HandOver.class,
                                        fact -> assertThat(fact.result()).isEqualTo(HandOverResult.TOO_MANY)));
        handOver("198.51.100.2", 18193);
        handOver("198.51.100.1", 18194);
        assertThat(handOvers.open()).isEqualTo(HandOvers.MOST_WAITING_OF_ONE + 2);
    }

    @Test
    void thoseThatAreOverLeaveRoom() throws Exception {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < HandOvers.MOST_WAITING_OF_ONE; i++) {
            clients.add(handOver("198.51.100.1", 18193));
        }
        handOvers.cut();
        clients.forEach(HandOversTest::expectReset);

        handOver("198.51.100.1", 18193);

        assertThat(events).isEmpty();
    }

    private final class Arrivals implements AcceptListener {
        @Override
        public void accepted(Accepted connection) {
            arrived.add(connection);
        }

        @Override
        public void acceptFailed(Throwable cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** The other end never proves who it is. */
    private static final class Silent implements PeerLayer {
        @Override
        public RelayLeg leg() {
            return new RelayLeg();
        }

        @Override
        public ChannelHandler dialling(RelayLeg leg) {
            return leg;
        }

        @Override
        public void accepting(Channel connection) {
            // Nobody accepts here.
        }

        @Override
        public Future<?> ready(Channel dialled) {
            return dialled.eventLoop().newPromise();
        }
    }
}
