package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.passage.address.Cidr;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SilentDropTest {
    private static final List<Cidr> ADMITTED = List.of(Cidr.parse("127.65.1.0/24"), Cidr.parse("127.65.2.7/32"));

    enum Way {
        FILTER,
        SIGNATURE;

        SilentDrop admitting(List<Cidr> networks) {
            assumeTrue(Epoll.isAvailable(), "epoll is not available here");
            if (this == SIGNATURE) {
                return SignatureDrop.admitting(networks);
            }
            assumeTrue(FilterDrop.isPermitted(), "this kernel wants CAP_NET_ADMIN for socket filters");
            return FilterDrop.admitting(networks);
        }
    }

    @ParameterizedTest
    @EnumSource
    void dropsForeignSourcesWithoutAnAnswerWhileOthersConnect(Way way) throws Exception {
        try (SilentDrop drop = way.admitting(ADMITTED)) {
            EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
            try {
                Bootstrap listener = new Bootstrap()
                        .group(loops)
                        .channelFactory(() -> new EpollServerSocketChannel(SocketProtocolFamily.INET))
                        .handler(new Acceptor(
                                ConnectionKind.DATA,
                                refusing(),
                                new AcceptPause(
                                        loops::next, most -> most, OptionalLong::empty, AcceptPauseListener.NONE)));
                drop.on(listener);
                InetSocketAddress address = (InetSocketAddress)
                        listener.bind("127.65.0.1", 0).sync().channel().localAddress();

                for (String admitted : List.of("127.65.1.2", "127.65.1.255", "127.65.2.7")) {
                    assertThat(answers(admitted, address, 2000)).as(admitted).isTrue();
                }
                for (String foreign : List.of("127.65.2.8", "127.66.1.2", "127.0.0.1")) {
                    assertThat(answers(foreign, address, 250)).as(foreign).isFalse();
                }
            } finally {
                loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).sync();
            }
        }
    }

    @Test
    void cannotTellIpv6NetworksApart() {
        assertThatThrownBy(() -> SilentDrop.admitting(List.of(Cidr.parse("fd00::/8"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: an IPv4 network");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, ''",
        "128.0.0.0/1, 0.0.0.0/1",
        "0.0.0.0/1 128.0.0.0/2, 192.0.0.0/2",
        "192.0.0.0/2 192.168.0.0/16, 0.0.0.0/1 128.0.0.0/2"
    })
    void theOutsideOfNetworksIsMadeOfAsFewAsPossible(String networks, String outside) {
        assertThat(Cidr.outsideV4(parse(networks))).isEqualTo(parse(outside));
    }

    @Test
    void theOutsideOfOneAddressHasANetworkForEachOfItsBits() {
        List<Cidr> outside = Cidr.outsideV4(List.of(Cidr.parse("127.0.0.1/32")));
        assertThat(outside)
                .hasSize(32)
                .noneMatch(network -> network.contains(Cidr.parse("127.0.0.1").base()));
        assertThat(outside)
                .anyMatch(network -> network.contains(Cidr.parse("127.0.0.2").base()));
    }

    private static List<Cidr> parse(String networks) {
        return networks.isEmpty()
                ? List.of()
                : List.of(networks.split(" ", -1)).stream().map(Cidr::parse).toList();
    }

    private static AcceptListener refusing() {
        return new AcceptListener() {
            @Override
            public void accepted(Accepted connection) {
                connection.refuse();
            }

            @Override
            public void acceptFailed(Throwable cause) {
                throw new IllegalStateException(cause);
            }
        };
    }

    private static boolean answers(String from, InetSocketAddress to, int timeout) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(to, timeout);
            return true;
        } catch (SocketTimeoutException dropped) {
            return false;
        } catch (SocketException reset) {
            // The listener's reset can come before connect returns.
            return String.valueOf(reset.getMessage()).contains("reset");
        }
    }
}
