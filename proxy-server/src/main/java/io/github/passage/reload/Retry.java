package io.github.passage.reload;

/**
 * When a configuration that was refused for a passing reason is tried again: at the next look, but after each try in vain only after
 * twice as many looks, at most {@value #LONGEST}.
 *
 * @param pause looks from one try to the next
 * @param left looks until the next one
 */
record Retry(int pause, int left) {
    /** At the next look. */
    static final Retry NEXT = new Retry(1, 1);

    private static final int LONGEST = 32;

    /** One more look. */
    Retry look() {
        return new Retry(pause, Math.max(0, left - 1));
    }

    /** Whether it is tried at this look. */
    boolean isDue() {
        return left == 0;
    }

    /** After a try that was in vain. */
    Retry inVain() {
        int longer = Math.min(LONGEST, 2 * pause);
        return new Retry(longer, longer);
    }
}
