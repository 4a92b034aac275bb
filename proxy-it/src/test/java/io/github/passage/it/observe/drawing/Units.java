package io.github.passage.it.observe.drawing;

import java.util.List;
import java.util.Locale;

/** Values as Grafana writes them, for the units that the dashboard uses. */
final class Units {
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti");
    private static final List<String> DECIMAL = List.of("", " K", " Mil", " Bil");

    private Units() {}

    /**
     * The value with its unit.
     *
     * @param unit Grafana's name of it
     * @param decimals at most so many; negative: as many as the size of the value asks for
     */
    static String text(String unit, double value, int decimals) {
        return switch (unit) {
            case "percentunit" -> number(value * 100, decimals) + "%";
            case "s" -> seconds(value, decimals);
            case "bytes" -> scaled(value, 1024, BINARY, decimals, " ") + "B";
            case "binBps" -> scaled(value, 1024, BINARY, decimals, " ") + "B/s";
            case "cps" -> scaled(value, 1000, DECIMAL, decimals, "") + " c/s";
            case "ops" -> scaled(value, 1000, DECIMAL, decimals, "") + " ops/s";
            default -> scaled(value, 1000, DECIMAL, decimals, "");
        };
    }

    private static String seconds(double value, int decimals) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0 s";
        }
        if (size < 0.001) {
            return number(value * 1e6, decimals) + " µs";
        }
        if (size < 1) {
            return number(value * 1000, decimals) + " ms";
        }
        if (size < 120) {
            return number(value, decimals) + " s";
        }
        if (size < 7200) {
            return number(value / 60, decimals) + " min";
        }
        return number(value / 3600, decimals) + " hours";
    }

    private static String scaled(double value, int base, List<String> prefixes, int decimals, String gap) {
        double scaled = value;
        int power = 0;
        while (Math.abs(scaled) >= base && power < prefixes.size() - 1) {
            scaled /= base;
            power++;
        }
        return number(scaled, decimals) + gap + prefixes.get(power);
    }

    private static String number(double value, int decimals) {
        int wanted = decimals >= 0 ? decimals : Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        String text = String.format(Locale.ROOT, "%." + wanted + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
