package io.github.passage.hop;

import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.ListenOptions;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bound listeners of one hop, behind its admission rule. Any thread may call it; opening blocks until bound. */
final class Listeners {
    private final String hop;
    private final Transport transport;
    private final Admission admission;
    private final TelemetryListener telemetry;
    private final Map<InetSocketAddress, Channel> bound = new ConcurrentHashMap<>();

    Listeners(String hop, Admission admission, HopContext context) {
        if (admission.others() == Admission.Refusal.DROP
                && !admission.sources().isEmpty()
                && !context.transport().isEpoll()) {
            throw new IllegalArgumentException(
                    "admission of " + hop + ": drop (expected: reject, since only Linux can drop silently)");
        }
        this.hop = hop;
        this.transport = context.transport();
        this.admission = admission;
        this.telemetry = context.telemetry();
    }

    /**
     * Binds; not to be called on an event loop.
     *
     * @return the address bound, with the port that the system chose if 0 was asked for
     * @throws ListenException if the address is in use, not local, or the port not permitted
     */
    InetSocketAddress open(InetSocketAddress address, ConnectionKind kind, AcceptListener accepting) {
        boolean silent = admission.others() == Admission.Refusal.DROP;
        ListenOptions options = new ListenOptions(address, kind, silent ? admission.sources() : List.of());
        ChannelFuture future = transport
                .listen(options, silent ? accepting : behindAdmission(accepting))
                .awaitUninterruptibly();
        if (!future.isSuccess()) {
            throw new ListenException(hop, address, future.cause());
        }
        InetSocketAddress local = (InetSocketAddress) future.channel().localAddress();
        bound.put(local, future.channel());
        return local;
    }

    /** Stops listening at an address and returns when that is done; connections that stand go on. */
    void close(InetSocketAddress address) {
        Channel listener = bound.remove(address);
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
    }

    void closeAll() {
        List<ChannelFuture> closing =
                bound.values().stream().map(Channel::close).toList();
        closing.forEach(ChannelFuture::awaitUninterruptibly);
        bound.clear();
    }

    private AcceptListener behindAdmission(AcceptListener inner) {
        if (admission.sources().isEmpty()) {
            return inner;
        }
        return new AcceptListener() {
            @Override
            public void accepted(Accepted connection) {
                if (admission.admits(connection.source().getAddress())) {
                    inner.accepted(connection);
                } else {
                    connection.refuse();
                    telemetry.on(new TelemetryEvent.AtHop(
                            hop, new HopFact.Rejected(connection.source(), connection.reached())));
                }
            }

            @Override
            public void acceptFailed(Throwable cause) {
                inner.acceptFailed(cause);
            }
        };
    }
}
