package io.github.passage.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;

/**
 * What a socket has sent and its peer has not acknowledged: a reset throws it away (Linux, SIOCOUTQ of tcp(7)). The kernel tells
 * nobody when it runs empty, so it is looked at. Confined to the channel's event loop.
 */
final class SendQueue {
    private static final int SIOCOUTQ = 0x5411;

    /** Of the kernel's include/net/tcp_states.h. */
    private static final int TCP_CLOSE = 7;

    private static final long FIRST_LOOK_MILLIS = 1;
    private static final long LONGEST_MILLIS = 128;

    private final Channel channel;
    private final Runnable progress;
    private final Runnable then;
    private int left = Integer.MAX_VALUE;
    private long next = FIRST_LOOK_MILLIS;

    private SendQueue(Channel channel, Runnable progress, Runnable then) {
        this.channel = channel;
        this.progress = progress;
        this.then = then;
    }

    /**
     * Waits until nothing is unacknowledged; no longer where that cannot be known, or nothing will be acknowledged any more.
     *
     * @param progress run whenever less is unacknowledged than before
     * @param then run at the end, at once if it has come already
     */
    static void whenEmpty(Channel channel, Runnable progress, Runnable then) {
        new SendQueue(channel, progress, then).look();
    }

    private void look() {
        int before = left;
        left = channel instanceof EpollSocketChannel connection && channel.isOpen() ? unacknowledged(connection) : 0;
        if (left <= 0) {
            then.run();
            return;
        }
        if (left < before) {
            progress.run();
        }
        channel.eventLoop().schedule(this::look, next, TimeUnit.MILLISECONDS);
        next = Math.min(2 * next, LONGEST_MILLIS);
    }

    private static int unacknowledged(EpollSocketChannel connection) {
        try {
            // After a reset the kernel counts on as if something could still be acknowledged.
            return connection.tcpInfo().state() == TCP_CLOSE ? 0 : Calls.unacknowledged(connection);
        } catch (ChannelException | IllegalStateException | LinkageError unknown) {
            return 0;
        }
    }

    /** Loaded when a connection is lost, which many processes never see. */
    private static final class Calls {
        private static final MethodHandle IOCTL = LinuxPipeCalls.call(
                "ioctl",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));

        /** In bytes; below zero if the socket does not tell. */
        static int unacknowledged(EpollSocketChannel connection) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment bytes = arena.allocate(ValueLayout.JAVA_INT);
                int result = (int) IOCTL.invokeExact(connection.fd().intValue(), (long) SIOCOUTQ, bytes);
                return result < 0 ? result : bytes.get(ValueLayout.JAVA_INT, 0);
            } catch (Throwable impossible) {
                throw new IllegalStateException("ioctl", impossible);
            }
        }
    }
}
