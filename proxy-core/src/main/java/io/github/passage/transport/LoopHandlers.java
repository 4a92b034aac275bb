package io.github.passage.transport;

import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the handlers of the event loops, which know every socket that is registered: those of channels, and those that a spliced relay
 * registers in place of its channels. An event loop that is shut down without a quiet period may stop before it has closed them.
 */
final class LoopHandlers implements IoHandlerFactory {
    private static final long LONGEST_MILLIS = 1000;

    private final IoHandlerFactory factory;
    private final Queue<OfLoop> made = new ConcurrentLinkedQueue<>();

    /**
     * None yet.
     *
     * @param factory makes them
     */
    LoopHandlers(IoHandlerFactory factory) {
        this.factory = factory;
    }

    @Override
    public IoHandler newHandler(ThreadAwareExecutor loop) {
        IoHandler handler = factory.newHandler(loop);
        made.add(new OfLoop(loop, handler));
        return handler;
    }

    @Override
    public boolean isChangingThreadSupported() {
        return factory.isChangingThreadSupported();
    }

    /**
     * Has each loop close everything that is registered with it, listeners too, and returns when that is done or a second has passed.
     * To be called before the loops are shut down: a connection that a listener hands to a loop in the instant of its end would be
     * lost in the loop's queue, and stay open.
     */
    void closeAll() {
        List<CompletableFuture<Void>> closing = new ArrayList<>();
        for (OfLoop each : made) {
            try {
                closing.add(CompletableFuture.runAsync(each.handler()::prepareToDestroy, each.loop()));
            } catch (RejectedExecutionException stopped) {
                // A transport may be closed twice.
            }
        }
        CompletableFuture.allOf(closing.toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, LONGEST_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    private record OfLoop(ThreadAwareExecutor loop, IoHandler handler) {}
}
