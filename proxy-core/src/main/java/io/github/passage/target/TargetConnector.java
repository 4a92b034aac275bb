package io.github.passage.target;

import io.github.passage.address.HostPort;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.DialRequest;
import io.github.passage.transport.Transport;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connects to a hop's target. Any thread may call it. */
public final class TargetConnector {
    private final Transport transport;
    private final TargetSettings settings;

    /** A connector for one target. */
    public TargetConnector(Transport transport, TargetSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /** The target as the settings name it, for people. */
    public HostPort name() {
        return settings.address();
    }

    /**
     * Connects to the target's own port.
     *
     * @param loop the event loop that the channel is to live on
     * @param flow the client's control connection, by which one of several targets is chosen
     * @param handler the channel's first handler
     * @return empty if there is no target for it
     */
    public Optional<ChannelFuture> connect(EventLoop loop, Flow flow, ChannelHandler handler) {
        return settings.choice()
                .choose(flow)
                .map(target -> target.address().toSocketAddress())
                .map(to -> dial(loop, to, settings.dialFrom(), ConnectionKind.CONTROL, handler));
    }

    /**
     * Connects a data connection, from the address that the control connection was dialled from to the address that it led to:
     * servers compare the two (vsftpd's pasv_promiscuous, AWS Transfer Family's sharding by source address).
     *
     * @param loop the event loop that the channel is to live on
     * @param to the server's data port
     * @param from the local address of the control connection
     * @param handler the channel's first handler
     */
    public ChannelFuture connectData(EventLoop loop, InetSocketAddress to, InetAddress from, ChannelHandler handler) {
        return dial(loop, to, from, ConnectionKind.DATA, handler);
    }

    private ChannelFuture dial(
            EventLoop loop,
            InetSocketAddress to,
            @Nullable InetAddress from,
            ConnectionKind kind,
            ChannelHandler handler) {
        InetSocketAddress local = from == null ? null : new InetSocketAddress(from, 0);
        return transport.dial(
                loop, new DialRequest(to, local, settings.connectTimeout(), kind, settings.place()), handler);
    }
}
