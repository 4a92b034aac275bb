package io.github.passage.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Epoll whose registrations outlast an empty interest set. Netty 4.2.18 takes a descriptor out of the epoll set when nothing is asked
 * for, and then fails to ask for something again (ENOENT): a connection whose peer has half-closed and is slow to read would be
 * dropped with all that waits to be written. An edge of EPOLLERR is asked for instead, which wakes nobody again and again.
 */
final class LastingRegistrations implements IoHandler {
    private final IoHandler epoll;

    private LastingRegistrations(IoHandler epoll) {
        this.epoll = epoll;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory inner = EpollIoHandler.newFactory();
        return executor -> new LastingRegistrations(inner.newHandler(executor));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return epoll.run(context);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        // The loop's last tasks may have registered something after what it had was closed.
        epoll.prepareToDestroy();
        epoll.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Lasting(epoll.register(handle));
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }

    private static final class Lasting implements IoRegistration {
        private static final EpollIoOps NEXT_TO_NOTHING = EpollIoOps.EPOLLERR.with(EpollIoOps.EPOLLET);

        private final IoRegistration inner;
        private boolean asked;

        Lasting(IoRegistration inner) {
            this.inner = inner;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> T attachment() {
            return inner.attachment();
        }

        @Override
        public long submit(IoOps ops) {
            boolean nothing = ops instanceof EpollIoOps epollOps && epollOps.value() == 0;
            if (nothing && asked) {
                return inner.submit(NEXT_TO_NOTHING);
            }
            asked |= !nothing;
            return inner.submit(ops);
        }

        @Override
        public boolean isValid() {
            return inner.isValid();
        }

        @Override
        public boolean cancel() {
            return inner.cancel();
        }
    }
}
