package io.github.passage.it.bench.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** Handles of functions of the C library, and how they tell what went wrong. */
final class Calls {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = STATE.byteOffset(PathElement.groupElement("errno"));

    private Calls() {}

    /** What a call leaves its error in; of one thread. */
    static MemorySegment state() {
        return Arena.ofAuto().allocate(STATE);
    }

    static int errno(MemorySegment state) {
        return state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
    }

    /**
     * A function that takes the state first.
     *
     * @param name as in the C library
     * @param result what it returns
     * @param arguments what it takes
     */
    @SuppressWarnings("restricted")
    static MethodHandle of(String name, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"));
    }

    /** A function of whole numbers that returns one. */
    static MethodHandle ofInts(String name, int arguments) {
        MemoryLayout[] all = new MemoryLayout[arguments];
        Arrays.fill(all, ValueLayout.JAVA_INT);
        return of(name, ValueLayout.JAVA_INT, all);
    }
}
