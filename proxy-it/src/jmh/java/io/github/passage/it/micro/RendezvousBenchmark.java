package io.github.passage.it.micro;

import io.github.passage.address.IpLiteral;
import io.github.passage.address.PortRange;
import io.github.passage.data.Claimant;
import io.github.passage.data.DataPeer;
import io.github.passage.data.Rendezvous;
import io.github.passage.transport.Accepted;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** A data port reserved, and the connection to it met: by one event loop, and by two that share the table. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RendezvousBenchmark {
    private final Rendezvous rendezvous = new Rendezvous(new PortRange(8192, 8200), new DataPeer.Same());

    /** One client. */
    @State(Scope.Thread)
    public static class Client implements Claimant {
        private final InetAddress address = IpLiteral.parse(
                        "10.0.0." + ThreadLocalRandom.current().nextInt(1, 255))
                .orElseThrow();

        @Override
        public EventLoop loop() {
            throw new UnsupportedOperationException("loop");
        }

        @Override
        public boolean isMoving() {
            return false;
        }

        @Override
        public void dataArrived(Accepted connection) {
            throw new UnsupportedOperationException("dataArrived");
        }
    }

    /** One loop. */
    @Benchmark
    @Threads(1)
    public Optional<Claimant> oneLoop(Client client) {
        return met(client);
    }

    /** Two loops. */
    @Benchmark
    @Threads(2)
    public Optional<Claimant> twoLoops(Client client) {
        return met(client);
    }

    private Optional<Claimant> met(Client client) {
        int port = rendezvous.reserve(client.address, client).orElseThrow();
        return rendezvous.take(port, client.address);
    }
}
