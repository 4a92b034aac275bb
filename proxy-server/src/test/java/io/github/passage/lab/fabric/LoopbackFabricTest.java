package io.github.passage.lab.fabric;

import static io.github.passage.lab.topology.OwnTopology.CLIENT;
import static io.github.passage.lab.topology.OwnTopology.ENDPOINT;
import static io.github.passage.lab.topology.OwnTopology.NLB;
import static io.github.passage.lab.topology.OwnTopology.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.passage.hop.Admission;
import io.github.passage.hop.HopContext;
import io.github.passage.hop.ListenException;
import io.github.passage.lab.topology.OwnTopology;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hops on addresses that only this test uses, in front of a server that is a plain listener. */
@Timeout(20)
class LoopbackFabricTest {
    private final Transport transport = Transport.open(1);
    private final BlockingQueue<TelemetryEvent> events = new LinkedBlockingQueue<>();
    private final HopContext context =
            new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), events::add);
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, TRANSFER);
        server.setSoTimeout(5000);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        transport.close();
    }

    private LoopbackFabric fabric(Admission.Refusal unreachable) {
        return new LoopbackFabric(context, server.getLocalPort(), unreachable);
    }

    private static Socket dial(InetAddress from, InetAddress to, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.setSoTimeout(5000);
        try {
            socket.connect(new InetSocketAddress(to, port), 700);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A connection that is accepted may be reset before connect returns, as nothing is behind it. */
    private static boolean isListening(InetAddress from, InetAddress to, int port) throws IOException {
        try {
            dial(from, to, port).close();
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void aRelayDialsTheNextHopFromItsOwnAddress() throws IOException {
        try (var hop = fabric(Admission.Refusal.REJECT).startRelay(OwnTopology.nlbNode(), TRANSFER, false);
                Socket client = dial(ENDPOINT, NLB, server.getLocalPort());
                Socket arrived = server.accept()) {
            assertThat(hop.name()).isEqualTo("nlb");
            assertThat(arrived.getInetAddress()).isEqualTo(NLB);
            arrived.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    void aLoadBalancerListensOnItsDataPortsFromTheStart() throws IOException {
        try (var _ = fabric(Admission.Refusal.REJECT).startRelay(OwnTopology.nlbNode(), TRANSFER, true)) {
            assertThat(isListening(ENDPOINT, NLB, 8192)).isTrue();
            assertThat(isListening(ENDPOINT, NLB, 8200)).isTrue();
            assertThat(isListening(ENDPOINT, NLB, 8201)).isFalse();
        }
    }

    @Test
    void anEndpointHasNoDataPortUntilTheServerOpensIt() throws IOException {
        try (var hop = fabric(Admission.Refusal.REJECT).startRelay(OwnTopology.nlbNode(), TRANSFER, false)) {
            assertThat(isListening(ENDPOINT, NLB, 8192)).isFalse();
            hop.open(8192);
            assertThat(isListening(ENDPOINT, NLB, 8192)).isTrue();
            hop.close(8192);
            assertThat(isListening(ENDPOINT, NLB, 8192)).isFalse();
        }
    }

    @Test
    void whoIsNotAdmittedIsRejectedAndReported() throws Exception {
        try (var _ = fabric(Admission.Refusal.REJECT).startRelay(OwnTopology.nlbNode(), TRANSFER, false)) {
            assertThatThrownBy(() -> {
                        try (Socket socket = dial(CLIENT, NLB, server.getLocalPort())) {
                            throw new AssertionError(
                                    "read " + socket.getInputStream().read());
                        }
                    })
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");

            assertThat(events.poll(5, TimeUnit.SECONDS)).isInstanceOfSatisfying(TelemetryEvent.AtHop.class, event -> {
                assertThat(event.hop()).isEqualTo("nlb");
                assertThat(event.fact())
                        .isInstanceOfSatisfying(
                                HopFact.Rejected.class,
                                rejected -> assertThat(rejected.source().getAddress())
                                        .isEqualTo(CLIENT));
            });
        }
    }

    @Test
    void whoIsNotAdmittedGetsNoAnswerWhereTheKernelCanDrop() throws IOException {
        assumeTrue(transport.isEpoll(), "dropping needs epoll");
        try (var _ = fabric(Admission.Refusal.DROP).startRelay(OwnTopology.nlbNode(), TRANSFER, false)) {
            assertThatThrownBy(() -> dial(CLIENT, NLB, server.getLocalPort()))
                    .isInstanceOf(SocketTimeoutException.class);
            dial(ENDPOINT, NLB, server.getLocalPort()).close();
        }
    }

    @Test
    void aHopInFtpModeListensOnControlAndDataPortsOfItsAddress() throws IOException {
        try (var hop = fabric(Admission.Refusal.REJECT)
                .startFtp(OwnTopology.vpcEndpoint(), TRANSFER, new PassiveAddressPolicy.Control())) {
            assertThat(hop.name()).isEqualTo("vpce");
            assertThat(hop.addresses()).containsExactly(new InetSocketAddress(ENDPOINT, server.getLocalPort()));
            assertThat(isListening(CLIENT, ENDPOINT, 8200)).isTrue();
        }
    }

    @Test
    void aTakenPortIsNamedAndNothingStaysBound() throws IOException {
        try (ServerSocket taken = new ServerSocket(server.getLocalPort(), 1, ENDPOINT)) {
            assertThatThrownBy(() -> fabric(Admission.Refusal.REJECT)
                            .startFtp(OwnTopology.vpcEndpoint(), TRANSFER, new PassiveAddressPolicy.Keep()))
                    .isInstanceOf(ListenException.class)
                    .hasMessageContaining("127.71.0.10:" + taken.getLocalPort() + " (vpce): address already in use");
            assertThat(isListening(CLIENT, ENDPOINT, 8192)).isFalse();
        }
    }
}
