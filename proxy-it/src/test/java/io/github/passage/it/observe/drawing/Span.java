package io.github.passage.it.observe.drawing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * The time that a drawing shows.
 *
 * @param from seconds since the epoch
 * @param to seconds since the epoch
 */
record Span(double from, double to) {
    private static final List<Integer> STEPS = List.of(5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    /** Where the time is between 0 and {@code width}. */
    double x(double seconds, double width) {
        return (seconds - from) / (to - from) * width;
    }

    /** Round times with so much between them, and with room for their text. */
    List<Double> ticks(double width, int gap) {
        int step = STEPS.stream()
                .filter(each -> (to - from) / each <= (int) (width / gap))
                .findFirst()
                .orElse(STEPS.getLast());
        List<Double> ticks = new ArrayList<>();
        for (double at = Math.ceil(from / step) * step; at <= to; at += step) {
            if (x(at, width) <= width - gap / 4.0) {
                ticks.add(at);
            }
        }
        return ticks;
    }

    static String clock(double seconds) {
        return CLOCK.format(Instant.ofEpochSecond((long) seconds));
    }
}
