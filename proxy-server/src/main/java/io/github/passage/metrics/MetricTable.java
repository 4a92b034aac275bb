package io.github.passage.metrics;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue as Markdown, for people. */
final class MetricTable {
    private static final String HEAD = """
            # Metrics

            What `/metrics` serves. This table is generated from the catalogue in the code, and a test keeps it equal to what a scrape
            gives: see `MetricTableTest`. Labels never hold client addresses or names. A target is a control connection's `host:port`,
            for its data connections too; 32 of a hop are told apart, and counters of any more are those of `other`. Counters whose labels are known beforehand begin
            at 0 with their hop, those of verbs at first use. In the OpenMetrics format the buckets of histograms have an example
            each, with the `session_id` that logs and the admin API know.

            | name | type | unit | labels | meaning |
            |---|---|---|---|---|
            """;

    private static final String FAMILIES = """

            From the virtual machine and the system, by Micrometer's binders; garbage collection is counted from the first scrape on:

            | families | of |
            |---|---|
            | `jvm_*` | memory, garbage collection, threads, classes |
            | `process_*` | file descriptors, processor, start and uptime |

            ## Buckets

            | histogram | upper bounds |
            |---|---|
            """;

    private static final String RESERVED = """

            ## Reserved

            Names that are kept for TLS and not served yet:

            | name | type | unit | labels | meaning |
            |---|---|---|---|---|
            """;

    private MetricTable() {}

    static String markdown() {
        return HEAD
                + rows(Family.served())
                + FAMILIES
                + Family.served().flatMap(MetricTable::buckets).collect(Collectors.joining())
                + RESERVED
                + rows(Stream.of(Family.values()).filter(Family::isReserved));
    }

    private static String rows(Stream<Family> families) {
        return families.map(MetricTable::row).collect(Collectors.joining());
    }

    private static String row(Family family) {
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        family.fullName(),
                        family.kind() == Family.Kind.INFO
                                ? "gauge"
                                : family.kind().label(),
                        family.unit(),
                        String.join(", ", family.labels()),
                        family.help());
    }

    private static Stream<String> buckets(Family family) {
        return family.bounds().stream()
                .map(bounds -> "| `%s` | %s |\n"
                        .formatted(
                                family.fullName(),
                                Arrays.stream(bounds.inBaseUnit())
                                        .filter(Double::isFinite)
                                        .mapToObj(MetricTable::plain)
                                        .collect(Collectors.joining(", "))));
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
    }
}
