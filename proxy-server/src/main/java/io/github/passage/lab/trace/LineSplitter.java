package io.github.passage.lab.trace;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Cuts a stream into lines and gives up on those that are too long to matter. Not thread-safe. */
final class LineSplitter {
    private static final int LONGEST = 1024;

    private final Consumer<byte[]> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineSplitter(Consumer<byte[]> lines) {
        this.lines = lines;
    }

    /** Takes bytes; borrows them and leaves their indices alone. */
    void take(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
            byte next = bytes.getByte(i);
            if (line.size() < LONGEST) {
                line.write(next);
            }
            if (next == '\n') {
                byte[] whole = line.toByteArray();
                line.reset();
                if (whole.length < LONGEST) {
                    lines.accept(whole);
                }
            }
        }
    }
}
