package io.github.passage.relay;

import io.netty.buffer.ByteBuf;

/**
 * How a relay's bytes get from one leg to the other: {@link CopyMover copied} through buffers, or {@link SpliceMover spliced}
 * inside the kernel. Confined to the event loop.
 */
interface Mover {
    /** Bytes came through a leg's pipeline; takes ownership. */
    void forward(RelayLeg from, ByteBuf bytes);

    /** What was forwarded from a leg may leave. */
    void flushFrom(RelayLeg from);

    /** A leg's channel takes bytes again, or takes no more. */
    void writabilityChanged(RelayLeg leg);

    /** Whether a leg's channel may be read. */
    boolean mayRead(RelayLeg leg);

    /** Grows by every byte that a side takes: tells a slow reader from one that has stopped. */
    long progress();

    /** The relay is forgotten: moves nothing more, but tells the relay of whoever sends. */
    void forget();

    /** A leg is lost: moves only what it had sent before, and tells the relay when that has been handed over. */
    void deliverFrom(RelayLeg leg);

    /** Moves nothing more and frees what it holds. */
    void stop();
}
