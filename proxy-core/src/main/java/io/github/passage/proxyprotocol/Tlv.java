package io.github.passage.proxyprotocol;

import java.util.Arrays;
import java.util.HexFormat;

/** A type-length-value of a header of version 2 (specification section 2.2), kept as it is on the wire. */
public final class Tlv {
    /** CRC32C of the whole header. */
    public static final byte CRC32C = 0x03;

    /** AWS; the value's first byte is a subtype. */
    public static final byte AWS = (byte) 0xEA;

    private final byte type;
    private final byte[] value;

    /**
     * A TLV.
     *
     * @param type the type byte
     * @param value at most 65,535 bytes; copied
     */
    public Tlv(byte type, byte[] value) {
        this.type = type;
        this.value = value.clone();
    }

    /** The type byte. */
    public byte type() {
        return type;
    }

    /** A copy of the value. */
    public byte[] value() {
        return value.clone();
    }

    int length() {
        return value.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tlv that && type == that.type && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(type) + ":" + HexFormat.of().formatHex(value);
    }
}
