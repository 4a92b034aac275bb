package io.github.passage.relay;

import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a spliced relay on its event loop, in place of its channel, which is deregistered but still owns and closes the
 * socket. Edges are asked for once: an idle or half-closed socket wakes nobody, and nothing is asked for again while bytes move.
 */
final class SpliceEnd implements EpollIoHandle {
    private static final EpollIoOps EDGES = EpollIoOps.EPOLLIN
            .with(EpollIoOps.EPOLLOUT)
            .with(EpollIoOps.EPOLLRDHUP)
            .with(EpollIoOps.EPOLLERR)
            .with(EpollIoOps.EPOLLET);

    private final RelayLeg leg;
    private final Channel channel;
    private final FileDescriptor descriptor;
    private final BiConsumer<SpliceEnd, EpollIoOps> ready;
    private @Nullable IoRegistration registration;
    private boolean readable;
    private boolean writable;

    /**
     * An end that is not registered yet.
     *
     * @param ready told of each edge, after {@link #isReadable} and {@link #isWritable} were set
     */
    SpliceEnd(RelayLeg leg, BiConsumer<SpliceEnd, EpollIoOps> ready) {
        this.leg = leg;
        this.channel = leg.channel();
        this.descriptor = ((UnixChannel) channel).fd();
        this.ready = ready;
    }

    /** Registers; the state of the socket comes as a first edge. False if that failed. */
    boolean register() {
        var registering = ((IoEventLoop) channel.eventLoop()).register(this);
        if (!registering.isSuccess()) {
            return false;
        }
        IoRegistration made = registering.getNow();
        registration = made;
        // The next socket of this number must not find it.
        channel.closeFuture().addListener(closed -> cancel());
        made.submit(EDGES);
        return true;
    }

    /** Deregisters; edges come no more. */
    void cancel() {
        if (registration != null) {
            registration.cancel();
            registration = null;
        }
    }

    RelayLeg leg() {
        return leg;
    }

    @Override
    public FileDescriptor fd() {
        return descriptor;
    }

    /** Whether the socket may hold bytes or its end. */
    boolean isReadable() {
        return readable;
    }

    /** Whether the socket may take bytes. */
    boolean isWritable() {
        return writable;
    }

    /** A channel that was silenced is read no more. */
    boolean mayRead() {
        return readable && channel.config().isAutoRead();
    }

    /** Whether its descriptor is still its own. */
    boolean isOpen() {
        return channel.isOpen();
    }

    void readNothing() {
        readable = false;
    }

    void tookNothing() {
        writable = false;
    }

    @Override
    public void handle(IoRegistration of, IoEvent event) {
        EpollIoOps ops = ((EpollIoEvent) event).ops();
        if (registration == null) {
            return;
        }
        // Whatever else is told of, a hang-up say, shows when the socket is read.
        readable |= ops.value() != EpollIoOps.EPOLLOUT.value();
        writable |= ops.contains(EpollIoOps.EPOLLOUT) || ops.contains(EpollIoOps.EPOLLERR);
        ready.accept(this, ops);
    }

    /** The event loop ends. */
    @Override
    public void close() {
        channel.close();
    }
}
