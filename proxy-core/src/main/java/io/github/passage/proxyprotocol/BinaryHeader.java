package io.github.passage.proxyprotocol;

import io.github.passage.telemetry.HeaderFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Reads headers of version 2 (specification section 2.2), whose signature is known to be right. TLVs are kept as they are: those
 * inside others, as the TLS ones, are part of their value.
 */
final class BinaryHeader {
    private static final int FIXED = 16;
    private static final int PROXY = 1;
    private static final int STREAM = 1;
    private static final int CHECKSUM = 4;
    private static final int TLV_HEAD = 3;

    private BinaryHeader() {}

    static Parsed parse(ByteBuf bytes) {
        if (bytes.readableBytes() < FIXED) {
            return new Parsed.NeedMore();
        }
        int start = bytes.readerIndex();
        int command = bytes.getByte(start + 12) & 0xFF;
        int family = (bytes.getByte(start + 13) & 0xFF) >> 4;
        int transport = bytes.getByte(start + 13) & 0xF;
        int length = FIXED + bytes.getUnsignedShort(start + 14);
        if (command >> 4 != 2 || (command & 0xF) > PROXY || family > 3 || transport > 2) {
            return HeaderParser.malformed("a PROXY header of an unknown version, command or family");
        }
        if (length > HeaderParser.MOST) {
            return new Parsed.Malformed(
                    HeaderFault.OVERSIZED,
                    "a PROXY header of " + length + " bytes (expected: at most " + HeaderParser.MOST + ")");
        }
        if (bytes.readableBytes() < length) {
            return new Parsed.NeedMore();
        }
        boolean ofClient = (command & 0xF) == PROXY && family != 0 && transport != 0;
        return ofClient ? addresses(bytes.slice(start, length), family, transport) : new Parsed.Nobody(length);
    }

    private static Parsed addresses(ByteBuf header, int family, int transport) {
        int length = header.readableBytes();
        int addresses = switch (family) {
            case 1 -> 12;
            case 2 -> 36;
            default -> 216;
        };
        if (length < FIXED + addresses) {
            return HeaderParser.malformed("a PROXY header that is shorter than its addresses");
        }
        Optional<List<Tlv>> tlvs = tlvs(header, FIXED + addresses);
        if (tlvs.isEmpty()) {
            return HeaderParser.malformed("a PROXY header with a TLV that ends outside it, or with a wrong checksum");
        }
        if (family > 2 || transport != STREAM) {
            return new Parsed.Nobody(length);
        }
        int size = family == 1 ? 4 : 16;
        int ports = FIXED + 2 * size;
        InetSocketAddress source = new InetSocketAddress(
                address(ByteBufUtil.getBytes(header, FIXED, size)), header.getUnsignedShort(ports));
        InetSocketAddress destination = new InetSocketAddress(
                address(ByteBufUtil.getBytes(header, FIXED + size, size)), header.getUnsignedShort(ports + 2));
        return new Parsed.Client(new ProxyHeader(source, destination, tlvs.get()), length);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address: " + bytes.length + " bytes (expected: 4 or 16)", e);
        }
    }

    private static Optional<List<Tlv>> tlvs(ByteBuf header, int from) {
        List<Tlv> tlvs = new ArrayList<>();
        int end = header.readableBytes();
        int at = from;
        while (at < end) {
            if (end - at < TLV_HEAD) {
                return Optional.empty();
            }
            byte type = header.getByte(at);
            int length = header.getUnsignedShort(at + 1);
            int value = at + TLV_HEAD;
            if (value + length > end || (type == Tlv.CRC32C && !isChecksum(header, value, length))) {
                return Optional.empty();
            }
            tlvs.add(new Tlv(type, ByteBufUtil.getBytes(header, value, length)));
            at = value + length;
        }
        return Optional.of(tlvs);
    }

    /** The sum of the whole header, in which the sum itself counts as zeros (specification section 2.2.3). */
    private static boolean isChecksum(ByteBuf header, int at, int length) {
        if (length != CHECKSUM) {
            return false;
        }
        byte[] whole = ByteBufUtil.getBytes(header);
        for (int i = 0; i < CHECKSUM; i++) {
            whole[at + i] = 0;
        }
        CRC32C sum = new CRC32C();
        sum.update(whole);
        return (int) sum.getValue() == header.getInt(at);
    }
}
