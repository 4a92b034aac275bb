package io.github.passage.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.IpLiteral;
import io.github.passage.address.PortRange;
import io.github.passage.transport.Accepted;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendezvousTest {
    private static final PortRange THREE = new PortRange(8192, 8194);
    private static final InetAddress A = IpLiteral.parse("10.0.0.1").orElseThrow();
    private static final InetAddress B = IpLiteral.parse("10.0.0.2").orElseThrow();

    private final Claimant first = new Named("first");
    private final Claimant second = new Named("second");

    private record Named(String name) implements Claimant {
        @Override
        public EventLoop loop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isMoving() {
            return false;
        }

        @Override
        public void dataArrived(Accepted connection) {
            throw new UnsupportedOperationException();
        }
    }

    private static Rendezvous table(String peer) {
        return new Rendezvous(THREE, DataPeer.parse(peer));
    }

    @Test
    void portsAreTakenInTurn() {
        Rendezvous table = table("same");
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int port = table.reserve(A, first).orElseThrow();
            ports.add(port);
            table.release(port, A, first);
        }

        assertThat(ports).containsExactly(8192, 8193, 8194, 8192, 8193, 8194);
    }

    @Test
    void aClientGetsEachPortOnceAndThenNone() {
        Rendezvous table = table("same");
        List<Integer> ports = IntStream.range(0, 3)
                .map(i -> table.reserve(A, first).orElseThrow())
                .boxed()
                .toList();

        assertThat(ports).containsExactlyInAnyOrder(8192, 8193, 8194);
        assertThat(table.reserve(A, second)).isEqualTo(OptionalInt.empty());
        assertThat(table.reserve(B, second)).isPresent();
        assertThat(table.reservations()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "same, 10.0.0.1, true",
        "same, 10.0.0.2, false",
        "prefix/24, 10.0.0.2, true",
        "prefix/24, 10.0.1.1, false",
        "any, 192.168.1.1, true"
    })
    void aConnectionFindsTheReservationOfItsSource(String peer, String source, boolean found) {
        Rendezvous table = table(peer);
        int port = table.reserve(A, first).orElseThrow();

        assertThat(table.take(port, IpLiteral.parse(source).orElseThrow()).isPresent())
                .isEqualTo(found);
        assertThat(table.reservations()).isEqualTo(found ? 0 : 1);
    }

    @Test
    void whereSourcesCountAsOneTheyShareThePorts() {
        Rendezvous table = table("any");
        for (int i = 0; i < 3; i++) {
            assertThat(table.reserve(i % 2 == 0 ? A : B, first)).isPresent();
        }

        assertThat(table.reserve(A, second)).isEmpty();
        assertThat(table.reserve(B, second)).isEmpty();
    }

    @Test
    void aReservationServesOneConnection() {
        Rendezvous table = table("same");
        int port = table.reserve(A, first).orElseThrow();

        assertThat(table.take(port, A)).contains(first);
        assertThat(table.take(port, A)).isEmpty();
        assertThat(table.take(port + 1, A)).isEmpty();
    }

    @Test
    void releasingWhatWasTakenLeavesTheNextReservationAlone() {
        Rendezvous table = table("same");
        assertThat(table.reserve(8192, A, first)).isTrue();
        assertThat(table.take(8192, A)).contains(first);
        assertThat(table.reserve(8192, A, second)).isTrue();

        table.release(8192, A, first);

        assertThat(table.take(8192, A)).contains(second);
    }

    @Test
    void aCertainPortIsReservedOnceAndOnlyInTheRange() {
        Rendezvous table = table("same");

        assertThat(table.reserve(8193, A, first)).isTrue();
        assertThat(table.reserve(8193, A, second)).isFalse();
        assertThat(table.reserve(8193, B, second)).isTrue();
        assertThat(table.reserve(8191, A, first)).isFalse();
        assertThat(table.reserve(8195, A, first)).isFalse();
        assertThat(table.reservations()).isEqualTo(2);
    }

    @Test
    void aStandingClaimTakesWhatNobodyReserved() {
        Rendezvous table = table("same");
        table.stand(A, first);
        assertThat(table.reserve(8192, A, second)).isTrue();

        assertThat(table.take(8192, A)).contains(second);
        assertThat(table.take(8192, A)).contains(first);
        assertThat(table.take(8193, A)).contains(first);
        assertThat(table.take(8193, B)).isEmpty();
    }

    @Test
    void theNewestStandingClaimComesFirstAndTheOlderComesBack() {
        Rendezvous table = table("same");
        table.stand(A, first);
        table.stand(A, second);
        assertThat(table.take(8192, A)).contains(second);

        table.leave(A, second);
        assertThat(table.take(8192, A)).contains(first);

        table.leave(A, first);
        table.leave(A, first);
        assertThat(table.take(8192, A)).isEmpty();
    }

    @Test
    void itsUseIsToldByPortAndByClient() {
        Rendezvous table = table("same");
        table.reserve(8192, A, first);
        table.reserve(8192, B, second);
        table.reserve(8193, A, first);
        assertThat(table.use()).isEqualTo(new DataPortUse(3, 2, 3, 2));
        assertThat(table.isReserved(8194)).isFalse();
        assertThat(table.isReserved(21)).isFalse();

        assertThat(table.take(8192, A)).contains(first);
        assertThat(table.isReserved(8192)).isTrue();
        table.release(8192, B, second);
        table.release(8192, B, second);
        assertThat(table.isReserved(8192)).isFalse();
        assertThat(table.use()).isEqualTo(new DataPortUse(3, 1, 1, 1));
    }

    @Test
    void eightThreadsNeverHoldTheSamePlaceTwice() throws Exception {
        Rendezvous table = new Rendezvous(new PortRange(8192, 8200), new DataPeer.Same());
        Map<String, Claimant> held = new ConcurrentHashMap<>();
        List<Callable<Integer>> work = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(thread -> () -> reserveAndRelease(table, held, new Named("t" + thread)))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            int granted = 0;
            for (Future<Integer> done : threads.invokeAll(work)) {
                granted += done.get();
            }
            assertThat(granted).isPositive();
        }
        assertThat(held).isEmpty();
        assertThat(table.use()).isEqualTo(new DataPortUse(9, 0, 0, 0));
    }

    private static int reserveAndRelease(Rendezvous table, Map<String, Claimant> held, Claimant me) {
        int granted = 0;
        for (int i = 0; i < 20_000; i++) {
            InetAddress client = i % 2 == 0 ? A : B;
            OptionalInt port = table.reserve(client, me);
            if (port.isEmpty()) {
                continue;
            }
            granted++;
            String place = client + ":" + port.getAsInt();
            assertThat(held.putIfAbsent(place, me)).isNull();
            assertThat(held.remove(place)).isSameAs(me);
            if (ThreadLocalRandom.current().nextBoolean()) {
                table.release(port.getAsInt(), client, me);
            } else {
                assertThat(table.take(port.getAsInt(), client)).contains(me);
            }
        }
        return granted;
    }
}
