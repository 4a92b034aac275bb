package io.github.passage.it.bench;

import io.github.passage.it.bench.measure.Extent;
import io.github.passage.it.bench.measure.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Flags to what is to be measured. Every mistake is an {@link IllegalArgumentException} of one line. */
final class Selection {
    private static final double BYTES_OF_GIB = 1 << 30;
    private static final double MOST_GIB = 1024;
    private static final double QUICK = 8;
    private static final int MOST_TIMES = 1000;
    private static final int CLIENTS = 16;
    private static final int SESSION_MILLIS = 3_000;
    private static final int NOOPS = 20_000;

    private Selection() {}

    /** The kinds named, each once, in the order in which they are measured. */
    static List<Measure.Kind> kinds(List<String> names) {
        List<Measure.Kind> all = List.of(Measure.Kind.values());
        return named("--only", names, all, kind -> kind.name().toLowerCase(Locale.ROOT));
    }

    /** Those of {@code all} that are named, in their order; all if none is. */
    static <T> List<T> named(String flag, List<String> names, Collection<T> all, Function<T, String> name) {
        List<String> known = all.stream().map(name).toList();
        for (String wanted : names) {
            if (!known.contains(wanted)) {
                throw new IllegalArgumentException(
                        "%s: %s (expected: some of %s)".formatted(flag, wanted, String.join(",", known)));
            }
        }
        return all.stream()
                .filter(one -> names.isEmpty() || names.contains(name.apply(one)))
                .toList();
    }

    /** How much a measure does; an eighth of it if {@code quick}. */
    static Extent extent(double gib, boolean quick) {
        if (!(gib > 0 && gib <= MOST_GIB)) {
            throw new IllegalArgumentException(
                    "--gib: %s (expected: more than 0 and at most %.0f)".formatted(gib, MOST_GIB));
        }
        double part = quick ? QUICK : 1;
        return new Extent(
                Math.max(1 << 20, (long) (gib * BYTES_OF_GIB / part)),
                CLIENTS,
                Duration.ofMillis((long) (SESSION_MILLIS / part)),
                (int) (NOOPS / part));
    }

    /** How often something is done, at least {@code least} times. */
    static int times(String flag, int times, int least) {
        if (times < least || times > MOST_TIMES) {
            throw new IllegalArgumentException("%s: %d (expected: %d-%d)".formatted(flag, times, least, MOST_TIMES));
        }
        return times;
    }

    /** The measures of some kinds. */
    static List<Measure> measures(List<Measure.Kind> kinds, Extent extent) {
        List<Measure> all = new ArrayList<>();
        kinds.forEach(kind -> all.addAll(Measure.of(kind, extent)));
        return all;
    }
}
