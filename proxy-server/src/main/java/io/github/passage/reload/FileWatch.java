package io.github.passage.reload;

/**
 * Decides from looks at files when they are to be read again: when they differ from what was read and look the same twice in a row, so
 * that nobody is still writing them.
 *
 * @param read how they looked when they were read last, whatever came of that
 * @param seen how they looked last
 * @param <S> how files look
 */
record FileWatch<S>(S read, S seen) {
    /** The files were read, looking like this. */
    static <S> FileWatch<S> of(S read) {
        return new FileWatch<>(read, read);
    }

    /** The files look like this now. */
    FileWatch<S> look(S now) {
        return new FileWatch<>(read, now);
    }

    /** Whether they are to be read if they look like this now. */
    boolean isDue(S now) {
        return now.equals(seen) && !now.equals(read);
    }

    /** Whether they still looked at the last look as they were read. */
    boolean isUnchanged() {
        return seen.equals(read);
    }
}
