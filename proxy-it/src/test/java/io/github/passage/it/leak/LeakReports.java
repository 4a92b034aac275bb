package io.github.passage.it.leak;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has Netty report the leaks of a test class while its output is still recorded: Netty notices a leaked buffer only
 * when it was garbage collected and another buffer is allocated. Registered by JUnit's extension detection.
 */
public final class LeakReports implements AfterAllCallback {
    private static final long COLLECTION_TIMEOUT_MILLIS = 5_000;

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        awaitCollection();
        ByteBuf trigger = UnpooledByteBufAllocator.DEFAULT.directBuffer(1);
        trigger.release();
    }

    /** Collects until a reference made here is enqueued: those to buffers leaked before are, too. */
    private static void awaitCollection() throws InterruptedException {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        WeakReference<Object> canary = new WeakReference<>(new Object(), collected);
        System.gc();
        if (collected.remove(COLLECTION_TIMEOUT_MILLIS) == null) {
            throw new IllegalStateException("garbage collection: " + canary + " (expected: within 5 s)");
        }
    }
}
