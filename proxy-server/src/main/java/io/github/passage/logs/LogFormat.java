package io.github.passage.logs;

/** What a line of the log looks like. */
public enum LogFormat {
    /** For people: time, level, logger, session or hop, message, and {@code key=value} pairs. */
    TEXT,
    /** For programs: one JSON object a line. */
    JSON;

    /**
     * Reads the value of {@code --log-format}.
     *
     * @param text {@code auto}, {@code text} or {@code json}
     * @param seenByAPerson whether the log goes to a terminal, which decides for {@code auto}
     * @throws IllegalArgumentException saying what was found and what was expected
     */
    public static LogFormat parse(String text, boolean seenByAPerson) {
        return switch (text) {
            case "auto" -> seenByAPerson ? TEXT : JSON;
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw new IllegalArgumentException("\"" + text + "\" (expected: auto, text or json)");
        };
    }
}
