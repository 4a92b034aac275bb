package io.github.passage.ftp.codec;

import io.github.passage.ftp.Command;

/** Bytes of a client's control connection to {@link Command}s, or {@link OverlongLine} where the limit is passed. */
public final class CommandDecoder extends BoundedLineDecoder {
    /** A decoder for one connection. */
    public CommandDecoder(LineLimits limits) {
        super(limits.commandBytes());
    }

    @Override
    Object lineRead(byte[] wire) {
        return Command.parse(wire);
    }

    @Override
    boolean endOfStreamEndsLine() {
        // What was cut off may have said which file.
        return false;
    }

    @Override
    Object lineTooLong() {
        return OverlongLine.INSTANCE;
    }
}
