package io.github.passage.it.tool;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The PROXY header of version 2 as a load balancer writes it for TCP over IPv4. */
public final class ProxyHeaderV2 {
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    private static final int PROXY = 0x21;
    private static final int TCP_OVER_IPV4 = 0x11;
    private static final int AWS = 0xea;
    private static final int ENDPOINT_ID = 1;

    private ProxyHeaderV2() {}

    /**
     * Its bytes.
     *
     * @param source the client
     * @param destination what the client reached
     * @param endpoint the VPC endpoint that it names; empty for none
     */
    public static byte[] of(InetSocketAddress source, InetSocketAddress destination, String endpoint) {
        byte[] id = endpoint.getBytes(StandardCharsets.US_ASCII);
        int extra = id.length == 0 ? 0 : 4 + id.length;
        ByteBuffer header = ByteBuffer.allocate(16 + 12 + extra)
                .put(SIGNATURE)
                .put((byte) PROXY)
                .put((byte) TCP_OVER_IPV4)
                .putShort((short) (12 + extra))
                .put(source.getAddress().getAddress())
                .put(destination.getAddress().getAddress())
                .putShort((short) source.getPort())
                .putShort((short) destination.getPort());
        if (extra > 0) {
            header.put((byte) AWS)
                    .putShort((short) (1 + id.length))
                    .put((byte) ENDPOINT_ID)
                    .put(id);
        }
        return header.array();
    }
}
