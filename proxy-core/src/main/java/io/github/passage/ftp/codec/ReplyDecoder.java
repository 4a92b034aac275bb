package io.github.passage.ftp.codec;

import io.github.passage.ftp.ReplyLine;
import io.github.passage.ftp.ReplyLine.Place;

/**
 * Bytes of a server's control connection to {@link ReplyLine}s, or {@link OverlongLine} where the limit is passed.
 *
 * <p>A reply of several lines ends with the line that repeats its code before a blank (RFC 959 section 4.2); lines between may
 * carry the code and a hyphen, other numbers, or plain text.
 */
public final class ReplyDecoder extends BoundedLineDecoder {
    private static final int NO_REPLY = 0;
    private int openCode = NO_REPLY;

    /** A decoder for one connection. */
    public ReplyDecoder(LineLimits limits) {
        super(limits.replyBytes());
    }

    @Override
    Object lineRead(byte[] wire) {
        int code = codeOf(wire);
        if (openCode != NO_REPLY) {
            return insideReply(wire, code);
        }
        if (code != NO_REPLY && wire.length > 3 && wire[3] == '-') {
            openCode = code;
            return new ReplyLine(wire, code, Place.FIRST);
        }
        return new ReplyLine(wire, code, Place.ONLY);
    }

    private ReplyLine insideReply(byte[] wire, int code) {
        int reply = openCode;
        if (code == reply && wire[3] != '-') {
            openCode = NO_REPLY;
            return new ReplyLine(wire, reply, Place.LAST);
        }
        return new ReplyLine(wire, reply, Place.MIDDLE);
    }

    @Override
    boolean endOfStreamEndsLine() {
        return true;
    }

    @Override
    Object lineTooLong() {
        return OverlongLine.INSTANCE;
    }

    /** The code of a line that starts with three digits and then a blank, a hyphen or its end; else 0. */
    private static int codeOf(byte[] wire) {
        if (wire.length < 4 || wire[0] < '1' || wire[0] > '9') {
            return NO_REPLY;
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            if (wire[i] < '0' || wire[i] > '9') {
                return NO_REPLY;
            }
            code = code * 10 + wire[i] - '0';
        }
        return switch (wire[3]) {
            case ' ', '-', '\r', '\n' -> code;
            default -> NO_REPLY;
        };
    }
}
