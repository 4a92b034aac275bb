package io.github.passage.cli;

import java.util.function.Function;

/** The value of one flag. */
final class Flag {
    private Flag() {}

    /**
     * Reads a value.
     *
     * @param flag the flag's name with its hyphens
     * @param text what the user gave
     * @param parser throws {@link IllegalArgumentException} saying what was found and what was expected
     * @throws UserFault naming the flag
     */
    static <T> T parse(String flag, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new UserFault(flag + ": " + e.getMessage());
        }
    }
}
