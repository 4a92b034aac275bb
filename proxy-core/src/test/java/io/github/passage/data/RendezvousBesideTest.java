package io.github.passage.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.PortRange;
import io.github.passage.transport.Accepted;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two tables of one hop, whose data ports or comparison of sources have changed. */
class RendezvousBesideTest {
    private static final InetAddress ANNA = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress NEIGHBOUR = InetAddress.ofLiteral("192.0.2.2");

    private final Claimant old = new Waiting();
    private final Claimant young = new Waiting();
    private final Rendezvous before = new Rendezvous(new PortRange(8192, 8193), new DataPeer.Same());

    @Test
    void aConnectionIsFoundInEitherTable() {
        Rendezvous after = before.beside(new PortRange(8193, 8194), new DataPeer.Same());
        before.reserve(8192, ANNA, old);
        after.reserve(8194, ANNA, young);

        assertThat(before.isReserved(8194)).isTrue();
        assertThat(before.take(8194, ANNA)).containsSame(young);
        assertThat(after.take(8192, ANNA)).containsSame(old);
        assertThat(before.take(8192, ANNA)).isEmpty();
        assertThat(before.isReserved(8194)).isFalse();
    }

    @Test
    void aPortIsReservedInOneOfThemAtATime() {
        Rendezvous after = before.beside(new PortRange(8192, 8193), DataPeer.parse("prefix/24"));
        before.reserve(8192, ANNA, old);

        assertThat(after.reserve(8192, NEIGHBOUR, young)).isFalse();
        assertThat(after.reserve(NEIGHBOUR, young)).isEqualTo(OptionalInt.of(8193));
        assertThat(before.reserve(8193, ANNA, old)).isFalse();
        assertThat(before.use().reserved()).isEqualTo(1);

        before.release(8192, ANNA, old);
        assertThat(after.reserve(8192, NEIGHBOUR, young)).isTrue();
    }

    @Test
    void reservationsComeBeforeThoseThatStand() {
        Rendezvous after = before.beside(new PortRange(8192, 8193), new DataPeer.Same());
        after.stand(ANNA, young);
        before.reserve(8192, ANNA, old);

        assertThat(after.take(8192, ANNA)).containsSame(old);
        assertThat(before.take(8192, ANNA)).containsSame(young);
    }

    @Test
    void aRetiredTableIsInNobodysWay() {
        Rendezvous after = before.beside(new PortRange(8192, 8193), new DataPeer.Same());
        before.reserve(8192, ANNA, old);
        before.retire();

        assertThat(after.reserve(8192, ANNA, young)).isTrue();
        assertThat(before.take(8192, ANNA)).containsSame(young);
    }

    @Test
    void ofTwoThreadsOneAtMostGetsAPort() throws Exception {
        Rendezvous after = before.beside(new PortRange(8192, 8193), new DataPeer.Same());
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2000; i++) {
                List<Future<Boolean>> got =
                        threads.invokeAll(List.of(reserving(together, before, old), reserving(together, after, young)));
                assertThat(IntStream.range(0, 2)
                                .filter(j -> got.get(j).resultNow())
                                .count())
                        .isLessThan(2);
                before.take(8192, ANNA);
            }
        }
    }

    private static Callable<Boolean> reserving(CyclicBarrier together, Rendezvous table, Claimant claimant) {
        return () -> {
            together.await();
            return table.reserve(8192, ANNA, claimant);
        };
    }

    private static final class Waiting implements Claimant {
        @Override
        public EventLoop loop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void dataArrived(Accepted connection) {}

        @Override
        public boolean isMoving() {
            return false;
        }
    }
}
