package io.github.passage.proxyprotocol;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Headers as bytes. */
final class HeaderBytes {
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    private static final int MOST = 0xFFFF;
    private static final int V6_LENGTH = 16;

    private HeaderBytes() {}

    /** What every header of version 2 begins with. */
    static byte[] signature() {
        return SIGNATURE.clone();
    }

    static byte[] version1(ProxyHeader header) {
        boolean v4 = isV4(header);
        String line = "PROXY " + (v4 ? "TCP4 " : "TCP6 ") + text(header.source(), v4) + " "
                + text(header.destination(), v4) + " " + header.source().getPort() + " "
                + header.destination().getPort() + "\r\n";
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] version2(ProxyHeader header) {
        boolean v4 = isV4(header);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(bytes(header.source().getAddress(), v4));
        body.writeBytes(bytes(header.destination().getAddress(), v4));
        number(body, header.source().getPort());
        number(body, header.destination().getPort());
        for (Tlv tlv : header.tlvs()) {
            body.write(tlv.type());
            number(body, tlv.length());
            body.writeBytes(tlv.value());
        }
        if (body.size() > MOST) {
            throw new IllegalArgumentException("TLVs: " + body.size() + " bytes (expected: at most " + MOST + ")");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(SIGNATURE);
        whole.write(0x21);
        whole.write(v4 ? 0x11 : 0x21);
        number(whole, body.size());
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }

    /** Version 1, of no client. */
    static byte[] unknown() {
        return "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    /** Version 2, of no client. */
    static byte[] local() {
        byte[] bytes = Arrays.copyOf(SIGNATURE, SIGNATURE.length + 4);
        bytes[SIGNATURE.length] = 0x20;
        return bytes;
    }

    private static boolean isV4(ProxyHeader header) {
        return header.source().getAddress() instanceof Inet4Address
                && header.destination().getAddress() instanceof Inet4Address;
    }

    /** Both addresses must be of one family: where they are not, the older one is mapped into the newer (RFC 4291 section 2.5.5.2). */
    private static byte[] bytes(InetAddress address, boolean v4) {
        byte[] bytes = address.getAddress();
        if (v4 || bytes.length == V6_LENGTH) {
            return bytes;
        }
        byte[] mapped = new byte[V6_LENGTH];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        System.arraycopy(bytes, 0, mapped, 12, bytes.length);
        return mapped;
    }

    private static String text(InetSocketAddress address, boolean v4) {
        InetAddress host = address.getAddress();
        if (host instanceof Inet4Address) {
            return v4 ? host.getHostAddress() : "::ffff:" + host.getHostAddress();
        }
        // A zone is of this machine only.
        String text = host.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }
}
