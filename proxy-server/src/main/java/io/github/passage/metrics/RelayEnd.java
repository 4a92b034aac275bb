package io.github.passage.metrics;

import io.github.passage.telemetry.DataEnd;

/** How a relayed connection ended, or why there was none. */
enum RelayEnd {
    COMPLETED(DataEnd.COMPLETED.label()),
    CLIENT_RESET(DataEnd.CLIENT_RESET.label()),
    TARGET_RESET(DataEnd.TARGET_RESET.label()),
    TARGET_UNREACHABLE(DataEnd.TARGET_UNREACHABLE.label()),
    IDLE(DataEnd.IDLE.label()),
    CUT(DataEnd.CUT.label()),
    /** The hop had no target for it. */
    NO_TARGET("no-target"),
    /** It was idle for too long and is forgotten, though its sides were not told. */
    IDLE_FORGOTTEN("idle-forgotten");

    private final String label;

    RelayEnd(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static RelayEnd of(DataEnd end) {
        return switch (end) {
            case COMPLETED -> COMPLETED;
            case CLIENT_RESET -> CLIENT_RESET;
            case TARGET_RESET -> TARGET_RESET;
            case TARGET_UNREACHABLE -> TARGET_UNREACHABLE;
            case IDLE -> IDLE;
            case CUT -> CUT;
        };
    }
}
