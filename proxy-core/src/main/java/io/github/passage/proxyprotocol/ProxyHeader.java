package io.github.passage.proxyprotocol;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Who a connection's client is (<a href="https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt">The PROXY protocol</a>, versions 1
 * and 2).
 *
 * @param source the client's address
 * @param destination the address that it reached first
 * @param tlvs what else a header of version 2 tells, in its order; version 1 cannot carry it
 */
public record ProxyHeader(InetSocketAddress source, InetSocketAddress destination, List<Tlv> tlvs) {
    private static final byte AWS_VPCE_ID = 0x01;

    /** Copies the list. */
    public ProxyHeader {
        tlvs = List.copyOf(tlvs);
    }

    /** A header that carries nothing else, or the id of the VPC endpoint that the client came through. */
    public ProxyHeader(InetSocketAddress source, InetSocketAddress destination, Optional<String> endpointId) {
        this(source, destination, endpointId.map(ProxyHeader::endpoint).stream().toList());
    }

    private static Tlv endpoint(String id) {
        byte[] text = id.getBytes(StandardCharsets.US_ASCII);
        byte[] value = new byte[text.length + 1];
        value[0] = AWS_VPCE_ID;
        System.arraycopy(text, 0, value, 1, text.length);
        return new Tlv(Tlv.AWS, value);
    }

    /**
     * The VPC endpoint that the client came through: TLV 0xEA with subtype 0x01
     * (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html">target group
     * attributes</a>, proxy protocol).
     */
    public Optional<String> endpointId() {
        for (Tlv tlv : tlvs) {
            byte[] value = tlv.value();
            if (tlv.type() == Tlv.AWS && value.length > 1 && value[0] == AWS_VPCE_ID) {
                return Optional.of(new String(value, 1, value.length - 1, StandardCharsets.US_ASCII));
            }
        }
        return Optional.empty();
    }

    /** The header as bytes, version 1: a line of text. */
    public byte[] version1() {
        return HeaderBytes.version1(this);
    }

    /**
     * The header as bytes, version 2.
     *
     * @throws IllegalArgumentException if the TLVs need more than 65,535 bytes
     */
    public byte[] version2() {
        return HeaderBytes.version2(this);
    }
}
