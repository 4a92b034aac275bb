package io.github.passage.ftp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a byte stream into lines that end in LF, with or without CR before it.
 *
 * <p>A line over the limit is reported once and skipped up to its LF, so that a peer can never make the buffer grow.
 */
abstract class BoundedLineDecoder extends ByteToMessageDecoder {
    private final int limit;
    private int scanned;
    private boolean skipping;

    BoundedLineDecoder(int limit) {
        this.limit = limit;
    }

    /** What a whole line becomes; the bytes include the line end. */
    abstract Object lineRead(byte[] wire);

    /** Whether bytes without a line end count as a line when the peer sends no more. */
    abstract boolean endOfStreamEndsLine();

    /** What an over-long line becomes. */
    abstract Object lineTooLong();

    /**
     * Whether what came stays here for now.
     *
     * @param bytes how many came and are no line yet
     */
    boolean isHeld(int bytes) {
        return false;
    }

    @Override
    protected final void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (isHeld(in.readableBytes())) {
            return;
        }
        int lf = in.indexOf(in.readerIndex() + scanned, in.writerIndex(), (byte) '\n');
        if (lf < 0) {
            waitForMore(in, out);
            return;
        }
        int length = lf - in.readerIndex() + 1;
        scanned = 0;
        if (skipping) {
            in.skipBytes(length);
            skipping = false;
        } else if (length > limit) {
            in.skipBytes(length);
            out.add(lineTooLong());
        } else {
            byte[] wire = new byte[length];
            in.readBytes(wire);
            out.add(lineRead(wire));
        }
    }

    @Override
    protected final void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        decode(ctx, in, out);
        if (in.isReadable() && out.isEmpty() && !skipping && endOfStreamEndsLine()) {
            byte[] wire = new byte[in.readableBytes()];
            in.readBytes(wire);
            scanned = 0;
            out.add(lineRead(wire));
        }
    }

    private void waitForMore(ByteBuf in, List<Object> out) {
        if (skipping) {
            in.skipBytes(in.readableBytes());
        } else if (in.readableBytes() >= limit) {
            in.skipBytes(in.readableBytes());
            skipping = true;
            scanned = 0;
            out.add(lineTooLong());
        } else {
            scanned = in.readableBytes();
        }
    }
}
