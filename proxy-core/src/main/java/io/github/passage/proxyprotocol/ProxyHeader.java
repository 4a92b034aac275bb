package io.github.passage.proxyprotocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.handler.codec.haproxy.HAProxyTLV;
import java.net.Inet4Address;
import java.net.InetAddress;
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
 * @param endpointId of the VPC endpoint that it came through: TLV 0xEA with subtype 0x01
 *     (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html">target group
 *     attributes</a>, proxy protocol)
 */
public record ProxyHeader(InetSocketAddress source, InetSocketAddress destination, Optional<String> endpointId) {
    private static final byte AWS = (byte) 0xEA;
    private static final byte AWS_VPCE_ID = 0x01;

    /** The header as bytes, version 2. */
    public byte[] encoded() {
        List<HAProxyTLV> values = endpointId.map(ProxyHeader::endpoint).stream().toList();
        boolean v4 = source.getAddress() instanceof Inet4Address;
        HAProxyMessage message = new HAProxyMessage(
                HAProxyProtocolVersion.V2,
                HAProxyCommand.PROXY,
                v4 ? HAProxyProxiedProtocol.TCP4 : HAProxyProxiedProtocol.TCP6,
                source.getAddress().getHostAddress(),
                destination.getAddress().getHostAddress(),
                source.getPort(),
                destination.getPort(),
                values);
        EmbeddedChannel encoder = new EmbeddedChannel(HAProxyMessageEncoder.INSTANCE);
        encoder.writeOutbound(message);
        ByteBuf bytes = encoder.readOutbound();
        try {
            return ByteBufUtil.getBytes(bytes);
        } finally {
            bytes.release();
            encoder.finishAndReleaseAll();
        }
    }

    private static HAProxyTLV endpoint(String id) {
        byte[] text = id.getBytes(StandardCharsets.US_ASCII);
        return new HAProxyTLV(
                AWS, Unpooled.buffer(text.length + 1).writeByte(AWS_VPCE_ID).writeBytes(text));
    }

    /**
     * Reads a decoded message; borrows it.
     *
     * @return empty if it tells of no client, as a health check's LOCAL header
     */
    static Optional<ProxyHeader> of(HAProxyMessage message) {
        if (message.command() == HAProxyCommand.LOCAL
                || message.sourceAddress() == null
                || message.destinationAddress() == null
                || message.proxiedProtocol().transportProtocol() != HAProxyProxiedProtocol.TransportProtocol.STREAM) {
            return Optional.empty();
        }
        return Optional.of(new ProxyHeader(
                new InetSocketAddress(InetAddress.ofLiteral(message.sourceAddress()), message.sourcePort()),
                new InetSocketAddress(InetAddress.ofLiteral(message.destinationAddress()), message.destinationPort()),
                message.tlvs().stream()
                        .filter(tlv -> tlv.typeByteValue() == AWS)
                        .flatMap(tlv -> endpointId(tlv.content()).stream())
                        .findFirst()));
    }

    private static Optional<String> endpointId(ByteBuf value) {
        boolean isEndpoint = value.readableBytes() > 1 && value.getByte(value.readerIndex()) == AWS_VPCE_ID;
        return isEndpoint
                ? Optional.of(
                        value.toString(value.readerIndex() + 1, value.readableBytes() - 1, StandardCharsets.US_ASCII))
                : Optional.empty();
    }
}
