package io.github.passage.lab.dns;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsRecordEncoder;

/**
 * Writes a name in full in the question and as a pointer to that in the answers, which all carry the question's name (RFC 1035 section
 * 4.1.4): Netty's own encoder repeats it, and with the long names of VPC endpoints an answer of some zones would exceed 512 bytes.
 */
final class PointingEncoder extends DefaultDnsRecordEncoder {
    private static final int HEADER = 12;
    private static final int POINTER_TO_QUESTION = 0xC000 | HEADER;

    /** Borrows {@code out}, which holds the message so far. */
    @Override
    protected void encodeName(String name, ByteBuf out) throws Exception {
        if (out.readableBytes() <= HEADER) {
            super.encodeName(name, out);
        } else {
            out.writeShort(POINTER_TO_QUESTION);
        }
    }
}
