package io.github.passage.sessions;

import io.github.passage.ftp.Verb;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** How often each verb came: one place for each verb that came at all, since thousands of sessions wait after very few. */
final class VerbCounts {
    private static final Verb[] NO_VERBS = {};
    private static final int[] NO_COUNTS = {};

    private Verb[] verbs = NO_VERBS;
    private int[] counts = NO_COUNTS;

    /** Counts one; a count stays at the largest number. */
    void add(Verb verb) {
        int at = 0;
        while (at < verbs.length && verbs[at] != verb) {
            at++;
        }
        if (at == verbs.length) {
            verbs = Arrays.copyOf(verbs, at + 1);
            counts = Arrays.copyOf(counts, at + 1);
            verbs[at] = verb;
        }
        if (counts[at] < Integer.MAX_VALUE) {
            counts[at]++;
        }
    }

    Map<Verb, Integer> byVerb() {
        Map<Verb, Integer> byVerb = new EnumMap<>(Verb.class);
        for (int i = 0; i < verbs.length; i++) {
            byVerb.put(verbs[i], counts[i]);
        }
        return byVerb;
    }
}
