package io.github.passage.transcripts;

import io.github.passage.ftp.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Control lines as text of a transcript and back. Printable ASCII stands for itself; {@code \\} is a backslash, {@code \xHH} any other
 * byte. A line ends in CR LF unless {@code \n} (LF alone) or {@code \z} (cut off) stands at its end. {@code ***} is what was
 * withheld, which cannot be brought back. Pure.
 */
public final class LineText {
    /** Stands for a withheld secret until the text is escaped: no byte of a line becomes this character. */
    static final String WITHHELD = "\uFFFC";

    private static final char WITHHELD_CHARACTER = WITHHELD.charAt(0);
    private static final String LF_ALONE = "\\n";
    private static final String CUT_OFF = "\\z";

    private LineText() {}

    /**
     * Escapes a line.
     *
     * @param content one character per byte, without line end; {@link #WITHHELD} for secrets
     * @param wire the whole line, looked at for its end only
     */
    static String escape(String content, byte[] wire) {
        StringBuilder text = new StringBuilder(content.length() + 8);
        for (int i = 0; i < content.length(); i++) {
            char each = content.charAt(i);
            boolean last = i == content.length() - 1;
            if (each == WITHHELD_CHARACTER) {
                text.append(Redaction.MASK);
            } else if (each == '\\') {
                text.append("\\\\");
            } else if (each < ' ' || each > '~' || (each == ' ' && last) || content.startsWith(Redaction.MASK, i)) {
                text.append(String.format(Locale.ROOT, "\\x%02x", (int) each & 0xFF));
            } else {
                text.append(each);
            }
        }
        return text.append(end(wire)).toString();
    }

    /** A redacted line as a transcript shows it; a line that comes from elsewhere may hold the mask itself. */
    public static String shown(String content, byte[] wire) {
        return escape(content.replace(Redaction.MASK, WITHHELD), wire);
    }

    private static String end(byte[] wire) {
        int length = wire.length;
        if (length == 0 || wire[length - 1] != '\n') {
            return CUT_OFF;
        }
        return length > 1 && wire[length - 2] == '\r' ? "" : LF_ALONE;
    }

    /**
     * The bytes of a line, line end included.
     *
     * @return empty if a secret is withheld in it
     * @throws IllegalArgumentException if this is no text of a line
     */
    public static Optional<byte[]> unescape(String text) {
        if (text.contains(Redaction.MASK)) {
            return Optional.empty();
        }
        StringBuilder bytes = new StringBuilder(text.length() + 2);
        String end = "\r\n";
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each != '\\') {
                bytes.append(each);
            } else if (text.startsWith("\\\\", i)) {
                bytes.append('\\');
                i++;
            } else if (text.startsWith("\\x", i) && i + 4 <= text.length()) {
                bytes.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else if (i == text.length() - 2 && (text.endsWith(LF_ALONE) || text.endsWith(CUT_OFF))) {
                end = text.endsWith(LF_ALONE) ? "\n" : "";
                i++;
            } else {
                throw new IllegalArgumentException("a backslash before \"" + text.substring(i + 1)
                        + "\" (expected: \\\\, \\xHH, or \\n or \\z at the end)");
            }
        }
        // Telnet's own escape (RFC 854), which was taken out when the line was written down
        return Optional.of(
                (bytes.toString().replace("\u00ff", "\u00ff\u00ff") + end).getBytes(StandardCharsets.ISO_8859_1));
    }
}
