package io.github.passage.metrics;

import io.github.passage.metrics.Distribution.Mark;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Passage's own families as Prometheus' client wants them, put together anew for each scrape. */
final class Exposition implements MultiCollector {
    /** The label of exemplars. */
    private static final String SESSION = "session_id";

    private final Consumer<Series> meters;

    /**
     * Of what these meters tell.
     *
     * @param meters tell all that they hold when they are asked
     */
    Exposition(Consumer<Series> meters) {
        this.meters = meters;
    }

    @Override
    public MetricSnapshots collect() {
        Collected collected = new Collected();
        meters.accept(collected);
        List<MetricSnapshot> snapshots = new ArrayList<>();
        collected.points.forEach((family, points) -> snapshots.add(snapshot(family, points)));
        return new MetricSnapshots(snapshots);
    }

    private static MetricSnapshot snapshot(Family family, List<DataPointSnapshot> points) {
        MetricMetadata metadata = new MetricMetadata(baseName(family), family.help());
        return switch (family.kind()) {
            case COUNTER -> new CounterSnapshot(metadata, only(CounterDataPointSnapshot.class, points));
            case GAUGE -> new GaugeSnapshot(metadata, only(GaugeDataPointSnapshot.class, points));
            case HISTOGRAM -> new HistogramSnapshot(metadata, only(HistogramDataPointSnapshot.class, points));
            case INFO -> new InfoSnapshot(metadata, only(InfoDataPointSnapshot.class, points));
        };
    }

    private static <T> List<T> only(Class<T> type, List<DataPointSnapshot> points) {
        return points.stream().map(type::cast).toList();
    }

    /** The client adds these suffixes itself. */
    private static String baseName(Family family) {
        return family.fullName().replaceFirst("_(total|info)$", "");
    }

    private static final class Collected implements Series {
        private final Map<Family, List<DataPointSnapshot>> points = new EnumMap<>(Family.class);

        @Override
        public void value(Family family, double value, String... labels) {
            Labels named = named(family, labels);
            add(
                    family,
                    switch (family.kind()) {
                        case COUNTER -> new CounterDataPointSnapshot(value, named, null, 0L);
                        case INFO -> new InfoDataPointSnapshot(named);
                        case GAUGE, HISTOGRAM -> new GaugeDataPointSnapshot(value, named, null);
                    });
        }

        @Override
        public void distribution(Family family, Distribution distribution, String... labels) {
            double[] upper = distribution.bounds().inBaseUnit();
            ClassicHistogramBuckets buckets = ClassicHistogramBuckets.of(upper, distribution.counts());
            add(
                    family,
                    new HistogramDataPointSnapshot(
                            buckets, distribution.sum(), named(family, labels), examples(distribution), 0L));
        }

        private void add(Family family, DataPointSnapshot point) {
            points.computeIfAbsent(family, none -> new ArrayList<>()).add(point);
        }

        private static Labels named(Family family, String... labels) {
            return labels.length == 0 ? Labels.EMPTY : Labels.of(family.labels().toArray(String[]::new), labels);
        }

        private static Exemplars examples(Distribution distribution) {
            List<Exemplar> examples = new ArrayList<>();
            for (int bucket = 0; bucket < distribution.bounds().buckets(); bucket++) {
                Mark mark = distribution.mark(bucket);
                if (mark != null) {
                    examples.add(new Exemplar(
                            distribution.bounds().inBaseUnit(mark.value()),
                            Labels.of(SESSION, mark.session().toString()),
                            mark.atMillis()));
                }
            }
            return Exemplars.of(examples);
        }
    }
}
