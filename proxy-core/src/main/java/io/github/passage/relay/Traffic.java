package io.github.passage.relay;

import java.util.concurrent.atomic.LongAdder;

/** The bytes that relays have moved, counted while they move. Any thread may call it. */
public final class Traffic {
    private final LongAdder copiedUp = new LongAdder();
    private final LongAdder copiedDown = new LongAdder();
    private final LongAdder splicedUp = new LongAdder();
    private final LongAdder splicedDown = new LongAdder();

    /** Nothing yet. */
    public Traffic() {}

    void copied(boolean fromClient, long bytes) {
        (fromClient ? copiedUp : copiedDown).add(bytes);
    }

    void spliced(boolean fromClient, long bytes) {
        (fromClient ? splicedUp : splicedDown).add(bytes);
    }

    /** Bytes that came from the sides that dialled. */
    public long fromClients() {
        return copiedUp.sum() + splicedUp.sum();
    }

    /** Bytes that came from targets. */
    public long fromTargets() {
        return copiedDown.sum() + splicedDown.sum();
    }

    /** Bytes of both directions that went through buffers. */
    public long copied() {
        return copiedUp.sum() + copiedDown.sum();
    }

    /** Bytes of both directions that were moved inside the kernel. */
    public long spliced() {
        return splicedUp.sum() + splicedDown.sum();
    }
}
