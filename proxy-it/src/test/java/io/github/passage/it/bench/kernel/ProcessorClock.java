package io.github.passage.it.bench.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Processor time of other processes, all their threads, also those that have ended, in nanoseconds: /proc counts only in 10 ms. */
public final class ProcessorClock {
    private static final MethodHandle GETTIME = Calls.of("clock_gettime", JAVA_INT, JAVA_INT, ADDRESS);
    /** CPUCLOCK_SCHED: user and system time as the scheduler counts it. */
    private static final int SCHEDULER = 2;

    private static final long NANOS = 1_000_000_000;

    private ProcessorClock() {}

    /** What a process has used; 0 if it is gone. */
    public static long nanos(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(JAVA_LONG, 2);
            int clock = (int) (~pid << 3) | SCHEDULER;
            int result = (int) GETTIME.invokeExact(Calls.state(), clock, time);
            return result < 0 ? 0 : time.getAtIndex(JAVA_LONG, 0) * NANOS + time.getAtIndex(JAVA_LONG, 1);
        } catch (Throwable impossible) {
            throw new IllegalStateException("clock_gettime", impossible);
        }
    }
}
