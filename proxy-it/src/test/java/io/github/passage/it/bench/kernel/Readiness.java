package io.github.passage.it.bench.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.IntConsumer;

/** Which of many descriptors have something to read, by epoll(7), level-triggered. Belongs to one thread. */
public final class Readiness {
    /** struct epoll_event is packed on x86-64, and only there. */
    private static final int EVENT_BYTES = System.getProperty("os.arch").equals("amd64") ? 12 : 16;

    private static final int DATA_OFFSET = EVENT_BYTES - Long.BYTES;
    private static final int MOST_EVENTS = 512;
    private static final int EPOLLIN = 1;
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int EINTR = 4;

    private static final MethodHandle CREATE = Calls.ofInts("epoll_create1", 1);
    private static final MethodHandle CONTROL = Calls.of("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle WAIT = Calls.of("epoll_wait", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);

    private final MemorySegment state = Calls.state();
    private final MemorySegment events = Arena.ofAuto().allocate((long) EVENT_BYTES * MOST_EVENTS, Long.BYTES);
    private final int epoll;

    /** Watches nothing yet. */
    public Readiness() throws KernelException {
        epoll = call("epoll_create1", () -> (int) CREATE.invokeExact(state, 0));
    }

    /** Watches a descriptor until it is closed. */
    public void watch(int descriptor) throws KernelException {
        MemorySegment event = events.asSlice(0, EVENT_BYTES);
        event.set(JAVA_INT, 0, EPOLLIN);
        event.set(ValueLayout.JAVA_INT_UNALIGNED, DATA_OFFSET, descriptor);
        call("epoll_ctl", () -> (int) CONTROL.invokeExact(state, epoll, ADD, descriptor, event));
    }

    /** Watches a descriptor no longer, though it stays open. */
    public void forget(int descriptor) throws KernelException {
        call("epoll_ctl", () -> (int) CONTROL.invokeExact(state, epoll, DELETE, descriptor, events));
    }

    /** Waits for something to read, and names the descriptors that have it. */
    public void await(IntConsumer ready) throws KernelException {
        int count = call("epoll_wait", () -> (int) WAIT.invokeExact(state, epoll, events, MOST_EVENTS, -1));
        int[] descriptors = new int[Math.max(0, count)];
        // Before any is handled, since to watch another overwrites the first event
        for (int i = 0; i < count; i++) {
            descriptors[i] = events.get(ValueLayout.JAVA_INT_UNALIGNED, (long) i * EVENT_BYTES + DATA_OFFSET);
        }
        for (int descriptor : descriptors) {
            ready.accept(descriptor);
        }
    }

    @FunctionalInterface
    private interface Call {
        int make() throws Throwable;
    }

    private int call(String name, Call call) throws KernelException {
        int result;
        try {
            result = call.make();
        } catch (Throwable impossible) {
            throw new IllegalStateException(name, impossible);
        }
        if (result < 0 && Calls.errno(state) != EINTR) {
            throw new KernelException(name, Calls.errno(state));
        }
        return result;
    }
}
