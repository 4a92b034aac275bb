package io.github.passage.lab.dns;

import io.github.passage.lab.fabric.NameServerPlace;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers DNS queries over UDP with the addresses of a lab's names; knows no other names. Every answer fits into one datagram, so that
 * no client has a reason to ask again over TCP.
 */
public final class DnsServer implements AutoCloseable {
    private final List<Channel> sockets = new ArrayList<>();

    private DnsServer() {}

    /**
     * Binds; returns when clients can ask. Blocks; not to be used on event loops.
     *
     * @param places where to answer
     * @param names what to answer
     * @throws IllegalStateException in one line, if an address and port cannot be had; nothing stays behind
     */
    public static DnsServer start(Transport transport, List<NameServerPlace> places, LabNames names) {
        DnsServer server = new DnsServer();
        for (NameServerPlace place : places) {
            ChannelFuture bound = transport
                    .bindDatagrams(place.address(), place.place(), pipeline(names))
                    .awaitUninterruptibly();
            if (!bound.isSuccess()) {
                server.close();
                throw new IllegalStateException("--dns: \"" + place.address().getPort()
                        + "\" (expected: a UDP port that is free at "
                        + place.address().getAddress().getHostAddress() + ", or off)");
            }
            server.sockets.add(bound.channel());
        }
        return server;
    }

    private static ChannelInitializer<Channel> pipeline(LabNames names) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new DatagramDnsQueryDecoder(),
                                new DatagramDnsResponseEncoder(new PointingEncoder()),
                                new QueryHandler(names));
            }
        };
    }

    /** Where it answers. */
    public List<InetSocketAddress> addresses() {
        return sockets.stream()
                .map(socket -> (InetSocketAddress) socket.localAddress())
                .toList();
    }

    /** Answers no more. */
    @Override
    public void close() {
        sockets.forEach(socket -> socket.close().awaitUninterruptibly());
    }
}
