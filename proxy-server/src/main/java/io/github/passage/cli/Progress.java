package io.github.passage.cli;

import java.io.PrintWriter;
import java.util.function.IntConsumer;

/** A counter on the last line of a terminal; says nothing where nobody looks, so that logs stay readable. Any thread may count. */
final class Progress implements IntConsumer {
    private static final int STEP = 25;

    private final PrintWriter out;
    private final boolean isSeen;
    private volatile int size;

    private Progress(PrintWriter out, boolean isSeen) {
        this.out = out;
        this.isSeen = isSeen;
    }

    static Progress on(PrintWriter out) {
        return new Progress(out, Terminal.showsErrors());
    }

    void outOf(int all) {
        size = all;
    }

    @Override
    public void accept(int done) {
        if (isSeen && done % STEP == 0) {
            out.print("\r" + done + " of " + size + " transfers");
            out.flush();
        }
    }

    /** Clears the line. */
    void end() {
        if (isSeen) {
            out.print("\r" + " ".repeat(40) + "\r");
            out.flush();
        }
    }
}
