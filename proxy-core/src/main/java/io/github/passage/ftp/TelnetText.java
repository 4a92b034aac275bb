package io.github.passage.ftp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text that remains of a control connection's line when its Telnet sequences are taken out (RFC 959 section 4.1.3,
 * RFC 854).
 */
final class TelnetText {
    private static final int IAC = 0xFF;
    private static final int SB = 0xFA;
    private static final int SE = 0xF0;
    private static final int WILL = 0xFB;

    private TelnetText() {}

    /**
     * Decodes a line for reading, one character per byte (ISO 8859-1), so that any path name survives.
     *
     * @param line the bytes as they came, with or without line end
     * @return the text without Telnet sequences and without line end
     */
    static String of(byte[] line) {
        return of(line, 0);
    }

    /**
     * The same of what stands behind a line's first bytes.
     *
     * @param from index of the first byte to be read; may be behind the line's last one
     */
    static String of(byte[] line, int from) {
        int end = contentEnd(line);
        int begin = Math.min(from, end);
        for (int i = begin; i < end; i++) {
            if ((line[i] & 0xFF) == IAC) {
                return new String(withoutSequences(line, begin, end), StandardCharsets.ISO_8859_1);
            }
        }
        return new String(line, begin, end - begin, StandardCharsets.ISO_8859_1);
    }

    /** Length of a line without its line end, before which servers ignore further CRs. */
    static int contentEnd(byte[] line) {
        int end = line.length;
        if (end > 0 && line[end - 1] == '\n') {
            end--;
        }
        while (end > 0 && line[end - 1] == '\r') {
            end--;
        }
        return end;
    }

    private static byte[] withoutSequences(byte[] line, int begin, int end) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(end - begin);
        int i = begin;
        while (i < end) {
            int octet = line[i] & 0xFF;
            if (octet != IAC) {
                text.write(octet);
                i++;
            } else if (i + 1 >= end) {
                i++;
            } else {
                i = skipSequence(line, i, end, text);
            }
        }
        return text.toByteArray();
    }

    private static int skipSequence(byte[] line, int iac, int end, ByteArrayOutputStream text) {
        int command = line[iac + 1] & 0xFF;
        if (command == IAC) {
            text.write(IAC);
            return iac + 2;
        }
        if (command == SB) {
            int i = iac + 2;
            while (i + 1 < end && !((line[i] & 0xFF) == IAC && (line[i + 1] & 0xFF) == SE)) {
                i++;
            }
            return Math.min(i + 2, end);
        }
        if (command >= WILL) {
            return Math.min(iac + 3, end);
        }
        // Below SE there is no Telnet command: the urgent byte that should follow was lost on the way.
        return command >= SE ? iac + 2 : iac + 1;
    }
}
