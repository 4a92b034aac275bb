package io.github.passage.proxyprotocol;

import io.github.passage.telemetry.HeaderFault;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a connection begins with: a pure function of the bytes that have come so far, exact as the specification says, and never
 * in need of more than {@link #MOST} bytes.
 */
public final class HeaderParser {
    /** The longest header that is read, far above what known senders add and far below the protocol's 64 KiB. */
    public static final int MOST = 4096;

    private static final byte[] VERSION_1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSION_2 = HeaderBytes.signature();

    private HeaderParser() {}

    /**
     * Reads the beginning of a connection.
     *
     * @param bytes all that has come, from its reader index on, which does not move; borrows it
     */
    public static Parsed parse(ByteBuf bytes) {
        return switch (beginningOf(bytes)) {
            case UNCLEAR -> new Parsed.NeedMore();
            case OTHER -> new Parsed.NoHeader();
            case VERSION_1 -> TextHeader.parse(bytes);
            case VERSION_2 -> BinaryHeader.parse(bytes);
        };
    }

    static Beginning beginningOf(ByteBuf bytes) {
        if (!bytes.isReadable()) {
            return Beginning.UNCLEAR;
        }
        boolean text = bytes.getByte(bytes.readerIndex()) == VERSION_1[0];
        byte[] signature = text ? VERSION_1 : VERSION_2;
        int known = Math.min(bytes.readableBytes(), signature.length);
        for (int i = 0; i < known; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != signature[i]) {
                return Beginning.OTHER;
            }
        }
        if (known < signature.length) {
            return Beginning.UNCLEAR;
        }
        return text ? Beginning.VERSION_1 : Beginning.VERSION_2;
    }

    static Parsed malformed(String reason) {
        return new Parsed.Malformed(HeaderFault.MALFORMED, reason);
    }

    /** Which signature bytes begin with. */
    enum Beginning {
        /** Too few to say. */
        UNCLEAR,
        /** None. */
        OTHER,
        /** That of a header of version 1. */
        VERSION_1,
        /** That of a header of version 2. */
        VERSION_2
    }
}
