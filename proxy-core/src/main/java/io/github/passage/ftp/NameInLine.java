package io.github.passage.ftp;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Where the name of a command stands in a client's line: looked for in the bytes, since each server decodes differently.
 *
 * <p>Before the name only such bytes may stand as are part of no name, whether a server takes them out or not.
 *
 * @param form what can be said of the line
 * @param begin index of the name's first byte; 0 unless the name is clear
 * @param end index behind its last byte; 0 unless the name is clear
 */
record NameInLine(CommandForm form, int begin, int end) {
    private static final int NOP = 0xF1;
    private static final int GA = 0xF9;
    private static final int WILL = 0xFB;
    private static final int DONT = 0xFE;
    private static final int IAC = 0xFF;

    /**
     * The commands that come behind IAC IP IAC DM (RFC 959 section 4.1.3), where the DM, as the urgent byte, may be lost on the way.
     * A server that takes the IAC for half of a sequence misses their first letter, which leaves no name.
     */
    private static final Set<String> BEHIND_BARE_IAC = Set.of("ABOR", "STAT", "QUIT");

    /**
     * Looks at a line.
     *
     * @param line the bytes as they came
     * @param length without the line end
     */
    static NameInLine of(byte[] line, int length) {
        int begin = 0;
        while (begin < length && isPrefix(line, begin)) {
            begin++;
        }
        if (begin == length) {
            return new NameInLine(CommandForm.EMPTY, 0, 0);
        }
        int end = begin;
        while (end < length && isOfName(line[end])) {
            end++;
        }
        boolean ends = end == length || isBlank(line[end]);
        if (!ends || !isLetter(line[begin]) || isCutInto(line, begin, end)) {
            return new NameInLine(CommandForm.UNCLEAR_NAME, 0, 0);
        }
        CommandForm form = hasStrayControl(line, end, length) ? CommandForm.UNCLEAR_ARGUMENT : CommandForm.CLEAR;
        return new NameInLine(form, begin, end);
    }

    boolean isClear() {
        return form == CommandForm.CLEAR || form == CommandForm.UNCLEAR_ARGUMENT;
    }

    /**
     * Blanks; NUL, since clients that send the end of a C string along send it behind the line end; Telnet commands, and options
     * with what they are about.
     */
    private static boolean isPrefix(byte[] line, int at) {
        int octet = octet(line, at);
        return isBlank(line[at])
                || octet == 0
                || (octet >= NOP && octet <= GA)
                || octet == IAC
                || isNegotiation(line, at)
                || (isNegotiation(line, at - 1) && !isOfName(line[at]));
    }

    private static boolean isNegotiation(byte[] line, int at) {
        return at >= 1 && octet(line, at - 1) == IAC && octet(line, at) >= WILL && octet(line, at) <= DONT;
    }

    /** Whether a Telnet sequence before the name could take its first letter. */
    private static boolean isCutInto(byte[] line, int begin, int end) {
        if (begin >= 1 && octet(line, begin - 1) == IAC) {
            String name = new String(line, begin, end - begin, StandardCharsets.US_ASCII);
            return BEHIND_BARE_IAC.stream().noneMatch(name::equalsIgnoreCase);
        }
        return isNegotiation(line, begin - 1);
    }

    private static boolean hasStrayControl(byte[] line, int from, int length) {
        for (int i = from; i < length; i++) {
            boolean carriageReturn = line[i] == '\r';
            boolean padding = line[i] == 0 && line[i - 1] == '\r';
            if ((carriageReturn && (i + 1 == length || line[i + 1] != 0)) || (line[i] == 0 && !padding)) {
                return true;
            }
        }
        return false;
    }

    /** The at-sign is for P@SW, which some clients send for PASV where a firewall rewrites that. */
    private static boolean isOfName(byte each) {
        return isLetter(each) || (each >= '0' && each <= '9') || each == '@';
    }

    private static boolean isLetter(byte each) {
        return (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z');
    }

    /** A tab counts: some servers split there, so a PORT must not hide behind one, nor a password be shown as a verb. */
    private static boolean isBlank(byte each) {
        return each == ' ' || each == '\t';
    }

    private static int octet(byte[] line, int at) {
        return line[at] & 0xFF;
    }
}
