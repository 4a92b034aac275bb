package io.github.passage.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import io.github.passage.ftp.CredentialsInText;
import java.util.function.Function;

/**
 * A kind of value: what it looks like and how it is read.
 *
 * @param expected for messages, what the operator may write
 * @param parser throws IllegalArgumentException if the value is anything else; a text in it from {@code (expected:} on is more
 *     exact than the general one
 */
public record ValueKind<T>(String expected, Function<ConfigValue, T> parser) {
    private static final int LONGEST_SHOWN = 80;

    /** A kind that is read from the text of a string, number or boolean. */
    public static <T> ValueKind<T> text(String expected, Function<String, T> parser) {
        return new ValueKind<>(expected, value -> parser.apply(textOf(value)));
    }

    /** A kind that no single value is of, for messages about what should be there instead. */
    static ValueKind<Object> none(String expected) {
        return new ValueKind<>(expected, value -> {
            throw new IllegalArgumentException("not a value");
        });
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException in the form {@code "value" (expected: ...)}
     */
    T read(ConfigValue value) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(shown(value) + expectation(e), e);
        }
    }

    /** A value's text as it was written. */
    static String textOf(ConfigValue value) {
        return switch (value.valueType()) {
            case STRING, NUMBER, BOOLEAN -> value.atKey("text").getString("text");
            case OBJECT, LIST, NULL -> throw new IllegalArgumentException("not a text");
        };
    }

    /** A value for the operator's eyes, on one line. */
    static String shown(ConfigValue value) {
        return switch (value.valueType()) {
            case STRING -> quoted(textOf(value));
            case NUMBER, BOOLEAN -> textOf(value);
            case OBJECT -> "an object";
            case LIST -> value instanceof ConfigList list && list.isEmpty() ? "an empty list" : "a list";
            case NULL -> "null";
        };
    }

    private static String quoted(String text) {
        String masked = CredentialsInText.maskedOfUser(text);
        String cut = masked.length() > LONGEST_SHOWN ? masked.substring(0, LONGEST_SHOWN) + "..." : masked;
        return "\"" + cut.replaceAll("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]", "?") + "\"";
    }

    private String expectation(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf(" (expected:");
        return at >= 0 ? message.substring(at) : " (expected: " + expected + ")";
    }
}
