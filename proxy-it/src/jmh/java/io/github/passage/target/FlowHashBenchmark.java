package io.github.passage.target;

import io.github.passage.address.HostPort;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A target chosen for a connection. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlowHashBenchmark {
    /** How many targets there are. */
    @Param({"3", "30"})
    public int targets;

    private final FlowHash hash = new FlowHash("ftp-21", Stickiness.NONE);
    private final Flow flow =
            new Flow(new InetSocketAddress("192.0.2.7", 40_000), new InetSocketAddress("10.0.0.5", 21));
    private List<Target> candidates = List.of();

    /** Makes the targets. */
    @Setup
    public void candidates() {
        candidates = IntStream.range(0, targets)
                .mapToObj(i -> new Target(new HostPort("10.0.1." + (1 + i), 21)))
                .toList();
    }

    /** One choice. */
    @Benchmark
    public Optional<Target> choose() {
        return hash.choose(flow, candidates);
    }
}
