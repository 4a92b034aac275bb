package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.passage.address.HostPort;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which clients a listener is reached by, on both transports. */
@Timeout(20)
class ListenerFamilyTest {
    @ParameterizedTest
    @CsvSource({
        "epoll, 0.0.0.0, 127.0.0.1, true",
        "epoll, 0.0.0.0, ::1, false",
        "epoll, ::, 127.0.0.1, true",
        "epoll, ::, ::1, true",
        "nio, 0.0.0.0, 127.0.0.1, true",
        "nio, 0.0.0.0, ::1, false",
        "nio, ::, 127.0.0.1, true",
        "nio, ::, ::1, true"
    })
    void aListenerIsReachedOverTheFamiliesOfItsAddress(String transport, String listen, String client, boolean reached)
            throws Exception {
        boolean epoll = transport.equals("epoll");
        assumeTrue(!epoll || Epoll.isAvailable(), "epoll is not available here");
        assumeTrue(hasIpv6(), "this machine has no IPv6");
        ChannelTypes types = epoll ? ChannelTypes.EPOLL : ChannelTypes.NIO;
        InetAddress address = InetAddress.ofLiteral(listen);
        try (EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory())) {
            Channel channel = new Bootstrap()
                    .group(loops)
                    .channelFactory(types.listener(address))
                    .handler(new ChannelInboundHandlerAdapter())
                    .bind(new InetSocketAddress(address, 0))
                    .sync()
                    .channel();
            InetSocketAddress local = (InetSocketAddress) channel.localAddress();

            assertThat(HostPort.of(local)).isEqualTo(new HostPort(listen, local.getPort()));
            assertThat(isReached(client, local.getPort())).isEqualTo(reached);
            channel.close().sync();
        }
    }

    private static boolean isReached(String host, int port) throws IOException {
        try (Socket client = new Socket()) {
            client.connect(new InetSocketAddress(InetAddress.ofLiteral(host), port));
            return true;
        } catch (ConnectException refused) {
            return false;
        }
    }

    private static boolean hasIpv6() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
