package io.github.passage.doctor;

import io.github.passage.doctor.Answer.State;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads replies (RFC 959 section 4.2) of a server that may say anything, for ever, or nothing. */
final class ReplyReader {
    private static final int LONGEST_REPLY = 32 * 1024;
    private static final int LONGEST_SHOWN_LINE = 300;
    private static final Pattern CODED = Pattern.compile("([1-9]\\d\\d)(?:([ -]).*)?", Pattern.DOTALL);

    private final InputStream in;
    private int budget;

    /**
     * A reader.
     *
     * @param in throws {@link SocketTimeoutException} when there was time enough
     */
    ReplyReader(InputStream in) {
        this.in = in;
    }

    /** The next reply, or what came in its place. Never throws, and never reads more than 32 KiB. */
    Answer read() {
        budget = LONGEST_REPLY;
        List<String> lines = new ArrayList<>();
        try {
            return read(lines);
        } catch (SocketTimeoutException e) {
            return new Answer(lines.isEmpty() ? State.SILENT : State.GARBLED, 0, lines);
        } catch (IOException e) {
            return new Answer(lines.isEmpty() ? State.CLOSED : State.GARBLED, 0, lines);
        }
    }

    private Answer read(List<String> lines) throws IOException {
        Line first = readLine(lines);
        if (first.code == 0) {
            return new Answer(State.GARBLED, 0, lines);
        }
        Line last = first;
        while (last.continues || last.code != first.code) {
            last = readLine(lines);
        }
        return new Answer(State.REPLIED, first.code, lines);
    }

    private record Line(int code, boolean continues) {}

    /** Adds the line to those read so far, also if the connection breaks within it. */
    private Line readLine(List<String> lines) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_REPLY);
        try {
            for (int octet = next(); octet != '\n'; octet = next()) {
                bytes.put((byte) octet);
            }
        } finally {
            String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString().stripTrailing();
            if (!text.isEmpty() || lines.isEmpty()) {
                addLine(text, lines);
            }
        }
        Matcher coded = CODED.matcher(lines.isEmpty() ? "" : lines.getLast());
        return coded.matches()
                ? new Line(Integer.parseInt(coded.group(1)), "-".equals(coded.group(2)))
                : new Line(0, false);
    }

    private static void addLine(String text, List<String> lines) {
        String shown = text.length() > LONGEST_SHOWN_LINE ? text.substring(0, LONGEST_SHOWN_LINE) + "..." : text;
        if (!shown.isEmpty()) {
            lines.add(printable(shown));
        }
    }

    /** Without what could move a terminal's cursor. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '?'));
        return shown.toString();
    }

    private static boolean isPrintable(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT && c != 0xFFFD;
    }

    private int next() throws IOException {
        if (budget-- <= 0) {
            throw new IOException("a reply of more than " + LONGEST_REPLY + " bytes");
        }
        int octet = in.read();
        if (octet < 0) {
            throw new IOException("end of the connection");
        }
        return octet;
    }
}
