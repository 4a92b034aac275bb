package io.github.passage.ftp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line of a server's reply (RFC 959 section 4.2), with the bytes it came as.
 *
 * <p>A reply of several lines is a {@link Place#FIRST}, any number of {@link Place#MIDDLE} and a {@link Place#LAST}.
 */
public final class ReplyLine {
    private final byte[] wire;
    private final int code;
    private final Place place;

    /**
     * Makes a line.
     *
     * @param wire the bytes with their line end; the line takes ownership
     * @param code the code of the reply that the line belongs to, 100-999, or 0 if the line is no reply at all
     * @param place where in the reply the line stands
     */
    public ReplyLine(byte[] wire, int code, Place place) {
        this.wire = wire;
        this.code = code;
        this.place = place;
    }

    /** A one-line reply as Passage sends it. */
    public static ReplyLine of(int code, String text) {
        return new ReplyLine((code + " " + text + "\r\n").getBytes(StandardCharsets.UTF_8), code, Place.ONLY);
    }

    /** The line as it came, line end included; not to be changed. */
    public byte[] wire() {
        return wire;
    }

    /** The reply's code, 0 for a line that belongs to no reply. */
    public int code() {
        return code;
    }

    /** Where the line stands in its reply. */
    public Place place() {
        return place;
    }

    /** Whether the reply ends with this line. */
    public boolean endsReply() {
        return place == Place.ONLY || place == Place.LAST;
    }

    /** Whether the reply announces another one (RFC 959 section 4.2.1: 1yz, positive preliminary). */
    public boolean preliminary() {
        return code >= 100 && code < 200;
    }

    /** The line without its end and without Telnet sequences, one character per byte. */
    public String text() {
        return TelnetText.of(wire);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplyLine line
                && code == line.code
                && place == line.place
                && Arrays.equals(wire, line.wire);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(wire);
    }

    @Override
    public String toString() {
        return place + " " + text();
    }

    /** Where a line stands in its reply. */
    public enum Place {
        /** A reply of one line. */
        ONLY,
        /** Opens a reply of several lines: code and hyphen. */
        FIRST,
        /** Neither first nor last. */
        MIDDLE,
        /** Closes a reply of several lines: the same code and a blank. */
        LAST
    }
}
