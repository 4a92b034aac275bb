package io.github.passage.lab.fabric.netns;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The calls of the C library by which a thread changes its network namespace (setns(2)). */
final class ThreadNamespace {
    private static final String OWN = "/proc/thread-self/ns/net";
    private static final int READ_ONLY_CLOSED_ON_EXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;

    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private static final MethodHandle OPEN =
            call("open", FunctionDescriptor.of(INT, POINTER, INT), Linker.Option.firstVariadicArg(2), captureErrno());
    private static final MethodHandle SETNS = call("setns", FunctionDescriptor.of(INT, INT, INT), captureErrno());
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(INT, INT));

    private ThreadNamespace() {}

    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, FunctionDescriptor types, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), types, options);
    }

    private static Linker.Option captureErrno() {
        return Linker.Option.captureCallState("errno");
    }

    /** A file descriptor of the calling thread's namespace. */
    static int own() {
        return open(OWN);
    }

    /**
     * A file descriptor of a namespace's file.
     *
     * @throws IllegalStateException if there is none
     */
    static int open(String file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            int descriptor = (int) OPEN.invokeExact(state, arena.allocateFrom(file), READ_ONLY_CLOSED_ON_EXEC);
            return checked(descriptor, state, "open " + file);
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** Moves the calling thread into a namespace. */
    static void enter(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            int result = (int) SETNS.invokeExact(state, descriptor, CLONE_NEWNET);
            checked(result, state, "setns");
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    static void close(int descriptor) {
        try {
            var _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    private static int checked(int result, MemorySegment state, String call) {
        if (result < 0) {
            throw new IllegalStateException(call + ": errno " + (int) ERRNO.get(state, 0L)
                    + " (expected: a network namespace, and root to enter it)");
        }
        return result;
    }

    private static RuntimeException unchecked(Throwable failure) {
        return switch (failure) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            default -> new IllegalStateException(failure);
        };
    }
}
