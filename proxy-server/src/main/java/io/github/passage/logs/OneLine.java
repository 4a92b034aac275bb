package io.github.passage.logs;

import java.util.Locale;

/** Text of a peer in a log: it can neither begin a line of its own nor change how others look. Pure. */
final class OneLine {
    private OneLine() {}

    /** The text with an escape, as in Java, for every character that is not seen as itself. */
    static String of(String text) {
        if (text.codePoints().noneMatch(OneLine::isUnseen)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (isUnseen(each)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
            } else {
                line.append(each);
            }
        }
        return line.toString();
    }

    /** Control and format characters, such as those that turn the direction of writing, line separators, and half characters. */
    static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
