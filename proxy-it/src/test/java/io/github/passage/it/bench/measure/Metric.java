package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.measure.Bar.Compared;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One figure of a subject, with the bar that is set for Passage. */
public enum Metric {
    RETR_MEMORY_1_RATE("RETR, 1 stream, origin writes from memory", Unit.RATE, Compared.BEST_PEER, 1.1),
    RETR_MEMORY_1_CPU("CPU of it", Unit.CPU_GIB, Compared.BEST_PEER, 0.9),
    RETR_MEMORY_8_RATE("RETR, 8 streams, origin writes from memory", Unit.RATE, Compared.BEST_PEER, 1.1),
    RETR_MEMORY_8_CPU("CPU of it", Unit.CPU_GIB, Compared.BEST_PEER, 0.9),
    RETR_FILE_1_RATE("RETR, 1 stream, origin uses sendfile", Unit.RATE, Compared.BEST_PEER, 1),
    RETR_FILE_1_CPU("CPU of it", Unit.CPU_GIB, Compared.BEST_PEER, 1),
    RETR_FILE_8_RATE("RETR, 8 streams, origin uses sendfile", Unit.RATE, Compared.BEST_PEER, 1),
    RETR_FILE_8_CPU("CPU of it", Unit.CPU_GIB, Compared.BEST_PEER, 1),
    STOR_1_RATE("STOR, 1 stream", Unit.RATE, Compared.BEST_PEER, 1.1),
    STOR_1_CPU("CPU of it", Unit.CPU_GIB, Compared.BEST_PEER, 0.9),
    STOR_8_RATE("STOR, 8 streams", Unit.RATE, Compared.BEST_PEER, 1.1),
    STOR_8_CPU("CPU of it", Unit.CPU_GIB, Compared.BEST_PEER, 0.9),
    SESSIONS_RATE("sessions: login, PASV, 1 KiB, QUIT", Unit.PER_SECOND, Compared.HAPROXY, 1),
    SESSIONS_CPU("CPU per session", Unit.MILLIS, Compared.HAPROXY, 1.2),
    NOOP_P50("NOOP round trip, median", Unit.MICROS, null, 0),
    NOOP_P99("NOOP round trip, 99th percentile", Unit.MICROS, null, 0),
    NOOP_P50_ADDED("NOOP round trip added, median", Unit.MICROS, Compared.HAPROXY, 1),
    NOOP_P99_ADDED("NOOP round trip added, 99th percentile", Unit.MICROS, Compared.HAPROXY, 1),
    SESSION_AT_100("memory per idle session, of 100", Unit.KIB, null, 0),
    SESSION_AT_1000("memory per idle session, of 1,000", Unit.KIB, null, 0),
    SESSION_AT_9000("memory per idle session, of 9,000", Unit.KIB, Compared.NUMBER, 12),
    SESSION_BEYOND_1000("memory per idle session from 1,000 to 9,000", Unit.KIB, Compared.NUMBER, 12),
    GROWTH_NOOP("CPU per NOOP with 9,000 idle sessions / none", Unit.TIMES, Compared.NUMBER, 1.1),
    GROWTH_GIB("CPU per GiB with 9,000 idle sessions / none", Unit.TIMES, Compared.NUMBER, 1.1),
    IDLE_MEMORY("resident memory without sessions", Unit.MIB, Compared.NUMBER, 80),
    START("start to first greeting", Unit.MILLIS, Compared.NUMBER, 300);

    private final String what;
    private final Unit unit;

    private final @Nullable Compared compared;
    private final double factor;

    /** In what it is told. */
    private enum Unit {
        RATE("MiB/s", true),
        PER_SECOND("/s", true),
        CPU_GIB("s/GiB", false),
        MILLIS("ms", false),
        MICROS("us", false),
        KIB("KiB", false),
        MIB("MiB", false),
        TIMES("x", false);

        private final String text;
        private final boolean higherIsBetter;

        Unit(String text, boolean higherIsBetter) {
            this.text = text;
            this.higherIsBetter = higherIsBetter;
        }
    }

    Metric(String what, Unit unit, @Nullable Compared compared, double factor) {
        this.what = what;
        this.unit = unit;
        this.compared = compared;
        this.factor = factor;
    }

    /** What it is, for people. */
    public String what() {
        return what;
    }

    public String unit() {
        return unit.text;
    }

    public boolean higherIsBetter() {
        return unit.higherIsBetter;
    }

    /** How good Passage is to be at it. */
    public Optional<Bar> bar() {
        return Optional.ofNullable(compared).map(with -> new Bar(with, factor));
    }
}
