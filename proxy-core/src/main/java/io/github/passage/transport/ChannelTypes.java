package io.github.passage.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The channel classes of one transport.
 *
 * @param epoll whether it is the native epoll transport
 * @param server listeners, of both families where the machine has both
 * @param serverV4 listeners that nobody reaches over IPv6
 * @param socket TCP connections
 * @param datagram UDP, for DNS
 */
record ChannelTypes(
        boolean epoll,
        ChannelFactory<? extends ServerChannel> server,
        ChannelFactory<? extends ServerChannel> serverV4,
        ChannelFactory<? extends SocketChannel> socket,
        ChannelFactory<? extends DatagramChannel> datagram) {
    static final ChannelTypes EPOLL = new ChannelTypes(
            true,
            EpollServerSocketChannel::new,
            () -> new EpollServerSocketChannel(SocketProtocolFamily.INET),
            EpollSocketChannel::new,
            EpollDatagramChannel::new);
    static final ChannelTypes NIO = new ChannelTypes(
            false,
            NioListener::new,
            () -> new NioListener(SocketProtocolFamily.INET),
            NioSocketChannel::new,
            NioDatagramChannel::new);

    /** Listeners for an address; those of IPv6 take IPv4 as well where it is the wildcard. */
    ChannelFactory<? extends ServerChannel> listener(InetAddress address) {
        return address instanceof Inet4Address ? serverV4 : server;
    }

    /** How many sockets the system would open now, up to the number given; they are closed again at once. */
    int free(int most) {
        List<Channel> opened = new ArrayList<>(most);
        try {
            while (opened.size() < most) {
                opened.add(socket.newChannel());
            }
        } catch (ChannelException refused) {
            // So many it is.
        }
        opened.forEach(channel -> channel.unsafe().closeForcibly());
        return opened.size();
    }
}
