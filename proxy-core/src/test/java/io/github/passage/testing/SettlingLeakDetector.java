package io.github.passage.testing;

import io.netty.util.LeakPresenceDetector;

/**
 * Netty's presence detector with a scope of our own, so that a test can wait until event loops have let go of their
 * last buffers before it counts. Chosen by {@code -Dio.netty.customResourceLeakDetector}.
 *
 * @param <T> the resource type
 */
public final class SettlingLeakDetector<T> extends LeakPresenceDetector<T> {
    private static final ResourceScope TESTS = new ResourceScope("tests");

    /** Called reflectively by Netty. The interval is ignored: every resource is counted. */
    public SettlingLeakDetector(Class<?> resourceType, int samplingInterval) {
        super(resourceType);
    }

    /** Called reflectively by Netty. Interval and limit are ignored: every resource is counted. */
    public SettlingLeakDetector(Class<?> resourceType, int samplingInterval, long maxActive) {
        super(resourceType);
    }

    @Override
    protected ResourceScope currentScope() {
        return TESTS;
    }

    static boolean settled() {
        return !TESTS.hasOpenResources();
    }
}
