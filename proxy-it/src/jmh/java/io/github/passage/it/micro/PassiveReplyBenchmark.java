package io.github.passage.it.micro;

import io.github.passage.address.IpLiteral;
import io.github.passage.ftp.PassiveReply;
import java.net.Inet4Address;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A passive reply read and written anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PassiveReplyBenchmark {
    private final Inet4Address advertised = IpLiteral.parseV4("203.0.113.9").orElseThrow();
    private String pasv = "227 Entering Passive Mode (10,1,135,46,32,5).";
    private String epsv = "229 Entering Extended Passive Mode (|||8197|)";

    /** A 227. */
    @Benchmark
    public String pasv() {
        return ((PassiveReply.Pasv) PassiveReply.parse(227, pasv).orElseThrow()).withEndpoint(advertised, 8200);
    }

    /** A 229. */
    @Benchmark
    public String epsv() {
        return ((PassiveReply.Epsv) PassiveReply.parse(229, epsv).orElseThrow()).withPort(8200);
    }
}
