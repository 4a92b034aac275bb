package io.github.passage.config;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Durations and sizes: HOCON's units, but always with one, since a bare number means seconds to some and milliseconds to others. */
public final class Quantities {
    private static final Pattern BARE = Pattern.compile("\\s*\\d+(\\.\\d+)?\\s*");
    private static final String KEY = "quantity";

    private Quantities() {}

    /**
     * A duration in a range.
     *
     * @param range the same limits in words, for messages
     */
    public static ValueKind<Duration> duration(Duration least, Duration most, String range) {
        return quantity(
                "a duration of " + range + " with its unit, for example ",
                "30s",
                "s",
                config -> inRange(config.getDuration(KEY), least, most));
    }

    /**
     * A size in a range.
     *
     * @param least in bytes
     * @param most in bytes
     * @param range the same limits in words, for messages
     */
    static ValueKind<Integer> size(int least, int most, String range) {
        return quantity(
                "a size of " + range + " with its unit, for example ",
                "8KiB",
                "B",
                config ->
                        inRange(config.getBytes(KEY), (long) least, (long) most).intValue());
    }

    /** The same for sizes that may be beyond 2 GiB. */
    static ValueKind<Long> bytes(long least, long most, String range) {
        return quantity(
                "a size of " + range + " with its unit, for example ",
                "1MiB",
                "B",
                config -> inRange(config.getBytes(KEY), least, most));
    }

    private static <T> ValueKind<T> quantity(String expected, String example, String unit, Function<Config, T> reader) {
        return new ValueKind<>(expected + example, value -> {
            String text = ValueKind.textOf(value);
            if (BARE.matcher(text).matches()) {
                throw new IllegalArgumentException(text + " (" + "expected: " + expected + text.strip() + unit + ")");
            }
            try {
                return reader.apply(value.atKey(KEY));
            } catch (com.typesafe.config.ConfigException e) {
                throw new IllegalArgumentException("no quantity", e);
            }
        });
    }

    private static <T extends Comparable<T>> T inRange(T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }
}
