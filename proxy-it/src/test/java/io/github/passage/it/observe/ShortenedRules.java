package io.github.passage.it.observe;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Alert rules for a hurry: windows and {@code for} divided, thresholds as they are. */
final class ShortenedRules {
    private static final Pattern WINDOW = Pattern.compile("(?<before>\\[)(?<count>\\d+)(?<unit>[smh])(?<after>\\])");
    private static final Pattern FOR =
            Pattern.compile("(?m)(?<before>^ +for: )(?<count>\\d+)(?<unit>[smh])(?<after>)$");

    private ShortenedRules() {}

    /**
     * The rules with every window and every {@code for} divided.
     *
     * @param divisor 1 or more
     */
    static String of(String rules, int divisor) {
        return shorten(FOR, shorten(WINDOW, rules, divisor), divisor);
    }

    private static String shorten(Pattern pattern, String text, int divisor) {
        return pattern.matcher(text).replaceAll(found -> {
            Duration whole = Duration.parse(
                    "PT" + found.group("count") + found.group("unit").toUpperCase(Locale.ROOT));
            return found.group("before") + whole.dividedBy(divisor).toMillis() + "ms" + found.group("after");
        });
    }
}
