package io.github.passage.it.pod;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of what tar lists.
 *
 * @param mode as {@code ls} shows it, with the kind of file before
 * @param owner user and group as numbers, with a slash between
 * @param time when it was changed
 * @param path without the dot and slash before
 */
record TarEntry(String mode, String owner, String time, String path) {
    private static final Pattern LINE =
            Pattern.compile("(\\S{10})\\s+(\\S+)\\s+\\d+\\s+(\\S+ \\S+)\\s+(?:\\./)?(.*?)( -> .*)?");

    static TarEntry parse(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("tar: \"%s\" (expected: mode, owner, size, time, path)".formatted(line));
        }
        return new TarEntry(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }

    boolean isFile() {
        return mode.startsWith("-");
    }

    boolean isLink() {
        return mode.startsWith("l");
    }

    /** Whether it runs in the name of its owner or its owner's group. */
    boolean changesUser() {
        return mode.substring(1).matches(".*[sS].*");
    }

    boolean isWritableByOthers() {
        return mode.charAt(8) == 'w';
    }
}
