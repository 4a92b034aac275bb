package io.github.passage.hop;

/**
 * A change of a hop's settings for which all is there, its listeners bound, and which nobody sees yet. Either of the two is called
 * once, not on an event loop.
 */
public final class HopChange {
    private final Runnable commit;
    private final Runnable abandon;

    HopChange(Runnable commit, Runnable abandon) {
        this.commit = commit;
        this.abandon = abandon;
    }

    /** From now on sessions begin with the new settings. */
    public void commit() {
        commit.run();
    }

    /** Gives back what was bound for it; the hop goes on as it was. */
    public void abandon() {
        abandon.run();
    }
}
