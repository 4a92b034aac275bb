package io.github.passage.lab.profile.file;

import io.github.passage.address.Routability;
import io.github.passage.config.Quantities;
import io.github.passage.config.ValueKind;
import io.github.passage.lab.profile.Reaction;
import io.github.passage.lab.profile.Waits;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The kinds of values of a profile. */
final class Words {
    static final ValueKind<String> TEXT = ValueKind.text("a text", text -> text);
    static final ValueKind<Boolean> SWITCH = oneOf(Map.of("on", true, "off", false));
    static final ValueKind<Reaction> REACTION = oneOf(Reaction.values());
    static final ValueKind<Set<Routability>> ADDRESSES = oneOf(classes());
    static final ValueKind<String> TLS_VERSION = oneOf(Map.of("1.2", "1.2", "1.3", "1.3"));
    static final ValueKind<Integer> ATTEMPTS = ValueKind.text(
            "a number from 1, or for-ever", text -> text.equals("for-ever") ? Waits.FOR_EVER : count(text));
    static final ValueKind<Duration> WAIT = Quantities.duration(Duration.ofMillis(1), Duration.ofHours(1), "1ms to 1h");
    static final ValueKind<Duration> PAUSE = Quantities.duration(Duration.ZERO, Duration.ofHours(1), "0s to 1h");

    private Words() {}

    /** An enum's constants by their names in lower case with hyphens. */
    static <E extends Enum<E>> ValueKind<E> oneOf(E[] values) {
        return oneOf(Arrays.stream(values).collect(Collectors.toMap(Words::word, value -> value)));
    }

    static <T> ValueKind<T> oneOf(Map<String, T> words) {
        Map<String, T> sorted = new TreeMap<>(words);
        return ValueKind.text(String.join(" or ", sorted.keySet()), text -> {
            T found = sorted.get(text);
            if (found == null) {
                throw new IllegalArgumentException("no such word");
            }
            return found;
        });
    }

    private static Map<String, Set<Routability>> classes() {
        Map<String, Set<Routability>> words = new TreeMap<>();
        for (Routability one : Routability.values()) {
            words.put(word(one), EnumSet.of(one));
        }
        words.put("any", EnumSet.allOf(Routability.class));
        words.put("unroutable", EnumSet.complementOf(EnumSet.of(Routability.PUBLIC)));
        return words;
    }

    private static int count(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
