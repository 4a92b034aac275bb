package io.github.passage.relay;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Calls the C library. Allocates nothing per call; confined to one thread. */
final class LinuxPipeCalls implements PipeCalls {
    /** O_NONBLOCK and O_CLOEXEC of asm-generic/fcntl.h. */
    private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;

    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;

    /** SPLICE_F_MOVE and SPLICE_F_NONBLOCK. */
    private static final int MOVE_NONBLOCK = 1 | 2;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = STATE.byteOffset(PathElement.groupElement("errno"));
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    private static final MethodHandle SPLICE = call(
            "splice",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT),
            ERRNO);
    private static final MethodHandle PIPE2 = call(
            "pipe2", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT), ERRNO);
    private static final MethodHandle FCNTL = call(
            "fcntl",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            ERRNO,
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE =
            call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT), ERRNO);

    private final MemorySegment state = Arena.ofAuto().allocate(STATE);
    private final MemorySegment ends = Arena.ofAuto().allocate(ValueLayout.JAVA_INT, 2);

    /** A function of the C library. */
    @SuppressWarnings("restricted")
    static MethodHandle call(String name, FunctionDescriptor shape, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape, options);
    }

    @Override
    public long splice(int from, int to, long most) {
        try {
            long moved = (long) SPLICE.invokeExact(state, from, 0L, to, 0L, most, MOVE_NONBLOCK);
            return moved < 0 ? -errno() : moved;
        } catch (Throwable impossible) {
            throw new IllegalStateException("splice", impossible);
        }
    }

    @Override
    public long open() {
        try {
            int result = (int) PIPE2.invokeExact(state, ends, NONBLOCK_CLOEXEC);
            return result < 0
                    ? -errno()
                    : ends.getAtIndex(ValueLayout.JAVA_INT, 0)
                            | ((long) ends.getAtIndex(ValueLayout.JAVA_INT, 1) << Integer.SIZE);
        } catch (Throwable impossible) {
            throw new IllegalStateException("pipe2", impossible);
        }
    }

    @Override
    public int resize(int pipe, int bytes) {
        return control(pipe, F_SETPIPE_SZ, bytes);
    }

    @Override
    public int capacity(int pipe) {
        return control(pipe, F_GETPIPE_SZ, 0);
    }

    private int control(int pipe, int what, int argument) {
        try {
            int result = (int) FCNTL.invokeExact(state, pipe, what, argument);
            return result < 0 ? -errno() : result;
        } catch (Throwable impossible) {
            throw new IllegalStateException("fcntl", impossible);
        }
    }

    @Override
    public void close(int descriptor) {
        try {
            // Linux frees the descriptor whatever the result says.
            int _ = (int) CLOSE.invokeExact(state, descriptor);
        } catch (Throwable impossible) {
            throw new IllegalStateException("close", impossible);
        }
    }

    private int errno() {
        return state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
    }
}
