package io.github.passage.relay;

/** How far a relay has come. */
enum RelayPhase {
    /** Bytes pass. */
    MOVING,
    /** Idle for too long: neither side has been told. */
    FORGOTTEN,
    /** Both sides ended; what was read still leaves. */
    CLOSING,
    /** A side is gone; what it had sent before still leaves. */
    LOST,
    /** Nothing is left to do. */
    OVER
}
