package io.github.passage.it.micro;

import io.github.passage.ftp.codec.CommandDecoder;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.ftp.codec.ReplyDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One line through a decoder in a pipeline; {@link #emptyPipeline} is what the pipeline itself costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private final EmbeddedChannel commands = new EmbeddedChannel(new CommandDecoder(LineLimits.DEFAULT));
    private final EmbeddedChannel replies = new EmbeddedChannel(new ReplyDecoder(LineLimits.DEFAULT));
    private final EmbeddedChannel nothing = new EmbeddedChannel();
    private final ByteBuf command = line("RETR reports/2026/november.csv");
    private final ByteBuf reply = line("227 Entering Passive Mode (10,1,135,46,32,5).");

    private static ByteBuf line(String text) {
        return Unpooled.directBuffer().writeBytes((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The decoders must make something of the lines, or their figures mean nothing. */
    @Setup
    public void check() {
        if (command() == null || reply() == null) {
            throw new IllegalStateException("a decoder made nothing of a line (expected: a command and a reply)");
        }
    }

    /** A command. */
    @Benchmark
    public Object command() {
        return through(commands, command);
    }

    /** A reply. */
    @Benchmark
    public Object reply() {
        return through(replies, reply);
    }

    /** No decoder. */
    @Benchmark
    public Object emptyPipeline() {
        ByteBuf through = (ByteBuf) through(nothing, command);
        through.release();
        return through;
    }

    private static Object through(EmbeddedChannel channel, ByteBuf line) {
        channel.writeInbound(line.retainedDuplicate());
        return channel.readInbound();
    }
}
