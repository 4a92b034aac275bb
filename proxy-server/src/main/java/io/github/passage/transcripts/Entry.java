package io.github.passage.transcripts;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a transcript behind the header.
 *
 * @param offsetMicros microseconds since the session began
 * @param kind one word: a way such as {@code client->passage}, or what happened
 * @param text the rest, may be empty
 */
public record Entry(long offsetMicros, String kind, String text) {
    /** The first line of each transcript: a reader that finds another number must not go on. */
    public static final String VERSION_LINE = "passage transcript 1";

    /** A command as the client sent it. */
    public static final String FROM_CLIENT = "client->passage";
    /** A command as it went to the server. */
    public static final String TO_SERVER = "passage->server";
    /** A line of a reply as the server sent it. */
    public static final String FROM_SERVER = "server->passage";
    /** A line of a reply as the client got it. */
    public static final String TO_CLIENT = "passage->client";
    /** A data connection came. */
    public static final String DATA_BEGIN = "data-begin";
    /** A data connection ended; its text has {@code from-client=} and {@code from-target=}. */
    public static final String DATA_END = "data-end";
    /** Lines are missing here. */
    public static final String GAP = "gap";
    /** The file is full. */
    public static final String LIMIT = "limit";
    /** Nothing can be read from here on. */
    public static final String ENCRYPTED = "encrypted";

    private static final Pattern FORM = Pattern.compile("\\+(\\d{1,12})\\.(\\d{6}) (\\S+)(?: (.*))?");

    /** The line. */
    @Override
    public String toString() {
        String line =
                String.format(Locale.ROOT, "+%d.%06d %s", offsetMicros / 1_000_000, offsetMicros % 1_000_000, kind);
        return text.isEmpty() ? line : line + " " + text;
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static Entry parse(String line) {
        Matcher matcher = FORM.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no entry of a transcript (expected: +SECONDS.MICROS WHAT ...)");
        }
        long micros = Long.parseLong(matcher.group(1)) * 1_000_000 + Long.parseLong(matcher.group(2));
        return new Entry(micros, matcher.group(3), matcher.group(4) == null ? "" : matcher.group(4));
    }
}
