package io.github.passage.hop;

import io.github.passage.address.Cidr;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.ListenOptions;
import io.github.passage.transport.SocketPlace;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bound listeners of one hop, behind its admission rule. Any thread may call it; opening blocks until bound. */
final class Listeners {
    /** The limited broadcast address is nobody's source (RFC 919 section 7). */
    private static final List<Cidr> NOBODY = List.of(Cidr.parse("255.255.255.255/32"));

    private final String hop;
    private final Transport transport;
    private final TelemetryListener telemetry;
    private final SocketPlace place;
    private final Map<InetSocketAddress, Listener> bound = new ConcurrentHashMap<>();
    private volatile Admission admission;
    private boolean frozen;

    Listeners(String hop, SocketPlace place, Admission admission, HopContext context) {
        if (admission.dropsSome() && !context.transport().isEpoll()) {
            throw new IllegalArgumentException(
                    "admission of " + hop + ": drop (expected: reject, since only Linux can drop silently)");
        }
        this.hop = hop;
        this.place = place;
        this.transport = context.transport();
        this.admission = admission;
        this.telemetry = context.telemetry();
    }

    /**
     * Looks whether others may be admitted from now on.
     *
     * @throws IllegalArgumentException if the kernel drops some, now or then: its filters stay as long as their listeners
     */
    void checkAdmissible(Admission next) {
        if (!next.equals(admission) && (admission.dropsSome() || next.dropsSome())) {
            throw new IllegalArgumentException(
                    "admission of " + hop + ": changed (expected: the same, while others are dropped in silence)");
        }
    }

    /** Sets who may come from now on. */
    void admit(Admission next) {
        checkAdmissible(next);
        admission = next;
    }

    /**
     * Binds; not to be called on an event loop.
     *
     * @return the address bound, with the port that the system chose if 0 was asked for
     * @throws ListenException if the address is in use, not local, or the port not permitted
     */
    synchronized InetSocketAddress open(InetSocketAddress address, ConnectionKind kind, AcceptListener accepting) {
        Channel channel = listen(address, kind, accepting);
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        bound.put(local, new Listener(channel, kind, accepting));
        return local;
    }

    private Channel listen(InetSocketAddress address, ConnectionKind kind, AcceptListener accepting) {
        List<Cidr> admitted = frozen ? NOBODY : admission.dropsSome() ? silentlyAdmitted() : List.of();
        ChannelFuture future = transport
                .listen(
                        new ListenOptions(address, kind, admitted, place),
                        admitted.isEmpty() ? behindAdmission(kind, accepting) : accepting)
                .awaitUninterruptibly();
        if (!future.isSuccess()) {
            throw new ListenException(hop, address, future.cause());
        }
        return future.channel();
    }

    private List<Cidr> silentlyAdmitted() {
        List<Cidr> admitted = admission.sources().admittedV4();
        return admitted.isEmpty() ? NOBODY : admitted;
    }

    /** Stops listening at an address and returns when that is done; connections that stand go on. */
    synchronized void close(InetSocketAddress address) {
        Listener listener = bound.remove(address);
        if (listener != null) {
            listener.channel().close().awaitUninterruptibly();
        }
    }

    synchronized void closeAll() {
        closeChannels();
        bound.clear();
    }

    private void closeChannels() {
        List<ChannelFuture> closing = bound.values().stream()
                .map(listener -> listener.channel().close())
                .toList();
        closing.forEach(ChannelFuture::awaitUninterruptibly);
    }

    /** Drops whoever comes, in silence where the kernel can. */
    synchronized void freeze() {
        frozen = true;
        closeChannels();
        if (transport.isEpoll()) {
            reopen();
        }
    }

    /** Admits as before. */
    synchronized void thaw() {
        frozen = false;
        closeChannels();
        reopen();
    }

    private void reopen() {
        bound.replaceAll((address, listener) -> isSilenceable(address)
                ? new Listener(
                        listen(address, listener.kind(), listener.accepting()), listener.kind(), listener.accepting())
                : listener);
    }

    /** The kernel's filters read IPv4 sources only; a frozen listener of IPv6 stays closed. */
    private boolean isSilenceable(InetSocketAddress address) {
        return !frozen || address.getAddress() instanceof Inet4Address;
    }

    private record Listener(Channel channel, ConnectionKind kind, AcceptListener accepting) {}

    private AcceptListener behindAdmission(ConnectionKind kind, AcceptListener inner) {
        return new AcceptListener() {
            @Override
            public void accepted(Accepted connection) {
                Admission now = admission;
                if (now.leavesTo(kind) || now.admits(connection.source().getAddress())) {
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
