package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.telemetry.DataEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class PipePoolTest {
    /** The kernel of a user whose pipes take nearly all that they may. */
    private static final class Stingy implements PipeCalls {
        private final int largest;
        private final int initial;
        private final List<Integer> open = new ArrayList<>();

        Stingy(int largest, int initial) {
            this.largest = largest;
            this.initial = initial;
        }

        @Override
        public long splice(int from, int to, long most) {
            throw new AssertionError("spliced");
        }

        @Override
        public long open() {
            if (open.size() >= 20) {
                return -24;
            }
            int next = open.size();
            open.add(next);
            open.add(next + 1);
            return next | ((long) (next + 1) << Integer.SIZE);
        }

        @Override
        public int resize(int pipe, int bytes) {
            return bytes > largest ? -EPERM : bytes;
        }

        @Override
        public int capacity(int pipe) {
            return initial;
        }

        @Override
        public void close(int descriptor) {
            assertThat(open.remove((Object) descriptor)).isTrue();
        }
    }

    private final List<String> told = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "1048576, 65536, 1048576",
        "1000000, 65536, 262144",
        "262143, 65536, 65536",
        "65535, 65536, 65536",
    })
    void pipesAreAsLargeAsTheKernelAllows(int largest, int initial, int expected) {
        Pipe pipe = new PipePool(new Stingy(largest, initial), 10, told::add).take();

        assertThat(pipe).extracting(Pipe::capacity).isEqualTo(expected);
    }

    @Test
    void aPipeThatIsTooSmallIsClosed() {
        Stingy calls = new Stingy(4096, 8192);
        PipePool pool = new PipePool(calls, 10, told::add);

        assertThat(pool.take()).isNull();
        assertThat(calls.open).isEmpty();
        assertThat(pool.open()).isZero();
        assertThat(told)
                .containsExactly("the largest pipe to be had holds 8192 bytes (see pipe-user-pages-soft in pipe(7))");
    }

    @Test
    void noMorePipesAreOpenThanAllowed() {
        PipePool pool = new PipePool(new Stingy(1 << 20, 65536), 2, told::add);
        Pipe first = pool.take();
        pool.take();

        assertThat(pool.take()).isNull();
        assertThat(told).containsExactly("this many pipes of an event loop are in use: 2");
        pool.give(first, true);
        assertThat(pool.take()).isSameAs(first);
    }

    @Test
    void noDescriptorMeansNoPipe() {
        PipePool pool = new PipePool(new Stingy(1 << 20, 65536), 100, told::add);
        for (int i = 0; i < 10; i++) {
            assertThat(pool.take()).isNotNull();
        }

        assertThat(pool.take()).isNull();
        assertThat(told).containsExactly("no pipe: errno 24");
    }

    @Test
    void aPipeThatHoldsBytesIsNotUsedAgain() {
        Stingy calls = new Stingy(1 << 20, 65536);
        PipePool pool = new PipePool(calls, 2, told::add);
        Pipe pipe = pool.take();
        pool.give(pipe, false);

        assertThat(calls.open).isEmpty();
        assertThat(pool.open()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 8192", "65536, 65536"})
    void aRelayThatGetsNoPipesCopies(int largest, int initial) throws Exception {
        PipePool pool = new PipePool(new Stingy(largest, initial), 1, told::add);
        try (Joint joint = Joint.open(new Splicing(() -> pool, 0), RelayIdle.NEVER)) {
            byte[] file = new byte[3_000_000];
            Thread.ofVirtual().start(() -> {
                try {
                    joint.client.getOutputStream().write(file);
                    joint.client.shutdownOutput();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(joint.target.getInputStream().readAllBytes()).isEqualTo(file);
            assertThat(joint.ask(joint.relay.get()::isSpliced)).isFalse();
            joint.target.close();

            assertThat(joint.outcome().end()).isEqualTo(DataEnd.COMPLETED);
        }
    }
}
