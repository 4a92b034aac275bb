package io.github.passage.lab.fabric.netns;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** What this process makes of the terminal's interrupt key. */
final class Interrupts {
    private static final int SIGINT = 2;
    private static final MemorySegment SIG_IGN = MemorySegment.ofAddress(1);

    private Interrupts() {}

    /** Ignores it from now on, as signal(2) does. */
    @SuppressWarnings("restricted")
    static void ignore() {
        Linker linker = Linker.nativeLinker();
        MethodHandle signal = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("signal"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try {
            var _ = (MemorySegment) signal.invokeExact(SIGINT, SIG_IGN);
        } catch (Throwable e) {
            throw new IllegalStateException("signal(2) failed", e);
        }
    }
}
