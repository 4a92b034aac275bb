package io.github.passage.metrics;

import io.github.passage.telemetry.SessionRef;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;

/** One series of a histogram. Recording takes no lock, and memory at most once a second for each bucket. Any thread may call it. */
final class Distribution {
    private static final long MARK_MILLIS = 1000;

    private final Bounds bounds;
    private final AtomicLongArray counts;
    /** In the base unit: nanoseconds of thousands of sessions would overflow within days. */
    private final DoubleAdder sum = new DoubleAdder();

    private final AtomicReferenceArray<@Nullable Mark> marks;

    Distribution(Bounds bounds) {
        this.bounds = bounds;
        this.counts = new AtomicLongArray(bounds.buckets());
        this.marks = new AtomicReferenceArray<>(bounds.buckets());
    }

    /** Records a value of no session. */
    void record(long value) {
        counts.incrementAndGet(bounds.bucketOf(value));
        sum.add(bounds.inBaseUnit(value));
    }

    /** Records a value of a session, which may become the example of its bucket. */
    void record(long value, SessionRef session) {
        int bucket = bounds.bucketOf(value);
        counts.incrementAndGet(bucket);
        sum.add(bounds.inBaseUnit(value));
        long now = System.currentTimeMillis();
        Mark last = marks.get(bucket);
        if (last == null || now - last.atMillis() >= MARK_MILLIS) {
            marks.set(bucket, new Mark(session, value, now));
        }
    }

    Bounds bounds() {
        return bounds;
    }

    /** What was recorded, by bucket. */
    long[] counts() {
        long[] now = new long[counts.length()];
        for (int i = 0; i < now.length; i++) {
            now[i] = counts.get(i);
        }
        return now;
    }

    /** The sum of all values in the base unit. */
    double sum() {
        return sum.sum();
    }

    /** The latest example of a bucket, null if there is none. */
    @Nullable
    Mark mark(int bucket) {
        return marks.get(bucket);
    }

    /**
     * An example.
     *
     * @param session where it comes from
     * @param value as recorded
     * @param atMillis when, since 1970
     */
    record Mark(SessionRef session, long value, long atMillis) {}
}
