package io.github.passage.relay;

import java.util.function.LongUnaryOperator;

/**
 * A kernel that has pipes, but does not move a byte.
 *
 * @param result what splice(2) says it did, of how many bytes it was asked for
 */
record FakeSplice(LongUnaryOperator result, PipeCalls real) implements PipeCalls {
    FakeSplice(LongUnaryOperator result) {
        this(result, new LinuxPipeCalls());
    }

    @Override
    public long splice(int from, int to, long most) {
        return result.applyAsLong(most);
    }

    @Override
    public long open() {
        return real.open();
    }

    @Override
    public int resize(int pipe, int bytes) {
        return real.resize(pipe, bytes);
    }

    @Override
    public int capacity(int pipe) {
        return real.capacity(pipe);
    }

    @Override
    public void close(int descriptor) {
        real.close(descriptor);
    }
}
