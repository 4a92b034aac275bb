package io.github.passage.it.observe.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * The values that a graph shows, from 0 up.
 *
 * @param top the greatest
 * @param step between two lines of the grid
 */
record Axis(double top, double step) {
    private static final int LINES = 4;

    /** An axis with round steps that holds the value. */
    static Axis upTo(double greatest, int base) {
        if (greatest <= 0 || !Double.isFinite(greatest)) {
            return new Axis(1, 0.5);
        }
        double raw = greatest / LINES;
        double scale = base == 2 ? Math.pow(1024, Math.floor(Math.log(greatest) / Math.log(1024))) : 1;
        double decade = Math.pow(10, Math.floor(Math.log10(raw / scale)));
        double step = List.of(1.0, 2.0, 2.5, 5.0, 10.0).stream()
                        .filter(each -> each * decade * scale >= raw)
                        .findFirst()
                        .orElse(10.0)
                * decade
                * scale;
        return new Axis(Math.ceil(greatest / step - 1e-9) * step, step);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= top * 1.0001; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Where the value is, 0 at the top. */
    double y(double value, double height) {
        return height - Math.clamp(value / top, 0, 1) * height;
    }
}
