package io.github.passage.transport;

import io.github.passage.address.Cidr;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Drops by demanding TCP MD5 signatures of every source that is not admitted: a segment without one is dropped in silence (RFC 2385
 * section 2), and nobody sends one. Any process may ask for that (Linux 4.13 and later, TCP_MD5SIG_EXT).
 */
final class SignatureDrop implements SilentDrop {
    /** struct tcp_md5sig of linux/tcp.h: sockaddr_storage, flags, prefix, key length, interface, key. */
    private static final int BYTES = 128 + 1 + 1 + 2 + 4 + 80;

    /** Each takes about 136 bytes of the socket's option memory, by default 128 KiB (net.core.optmem_max). */
    private static final int MOST = 900;

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_MD5SIG_EXT = 32;
    private static final byte TCP_MD5SIG_FLAG_PREFIX = 1;
    private static final short AF_INET = 2;
    private static final int ADDRESS_AT = 4;
    private static final int FLAGS_AT = 128;
    private static final int KEY_LENGTH_AT = 130;
    private static final int KEY_AT = 136;

    private final List<Cidr> foreign;

    private SignatureDrop(List<Cidr> foreign) {
        this.foreign = foreign;
    }

    static SignatureDrop admitting(List<Cidr> networks) {
        List<Cidr> foreign = Cidr.outsideV4(networks);
        if (foreign.size() > MOST) {
            throw new IllegalArgumentException("admission: " + networks.size()
                    + " networks with silent drop (expected: fewer or adjoining ones, reject instead of drop, or CAP_NET_ADMIN, without"
                    + " which the kernel takes at most " + MOST + " exclusions and these need " + foreign.size() + ")");
        }
        return new SignatureDrop(foreign);
    }

    @Override
    public void on(Bootstrap listener) {
        for (Cidr network : foreign) {
            // An option object for each network: a bootstrap keeps one value per option.
            listener.option(
                    new RawUnixChannelOption("TCP_MD5SIG_EXT", IPPROTO_TCP, TCP_MD5SIG_EXT, BYTES), demand(network));
        }
    }

    @Override
    public void on(Channel connection) {
        for (Cidr network : foreign) {
            connection
                    .config()
                    .setOption(
                            new RawUnixChannelOption("TCP_MD5SIG_EXT", IPPROTO_TCP, TCP_MD5SIG_EXT, BYTES),
                            demand(network));
        }
    }

    private static ByteBuffer demand(Cidr network) {
        byte[] key = "nobody knows this key".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer option = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.nativeOrder());
        option.putShort(0, AF_INET);
        option.put(ADDRESS_AT, network.base().getAddress());
        option.put(FLAGS_AT, TCP_MD5SIG_FLAG_PREFIX);
        option.put(FLAGS_AT + 1, (byte) network.prefix());
        option.putShort(KEY_LENGTH_AT, (short) key.length);
        option.put(KEY_AT, key);
        return option;
    }

    @Override
    public void close() {
        // The kernel has copied the keys; nothing else is held.
    }
}
