package io.github.passage.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * The channel classes of one transport.
 *
 * @param epoll whether it is the native epoll transport
 * @param server listeners
 * @param serverV4 listeners whose socket is an IPv4 one, where the transport can choose
 * @param socket TCP connections
 * @param datagram UDP, for DNS
 */
record ChannelTypes(
        boolean epoll,
        ChannelFactory<? extends ServerChannel> server,
        ChannelFactory<? extends ServerChannel> serverV4,
        ChannelFactory<? extends Channel> socket,
        ChannelFactory<? extends DatagramChannel> datagram) {
    static final ChannelTypes EPOLL = new ChannelTypes(
            true,
            EpollServerSocketChannel::new,
            () -> new EpollServerSocketChannel(SocketProtocolFamily.INET),
            EpollSocketChannel::new,
            EpollDatagramChannel::new);
    static final ChannelTypes NIO =
            new ChannelTypes(false, NioListener::new, NioListener::new, NioSocketChannel::new, NioDatagramChannel::new);
}
