package io.github.passage.testing;

import io.netty.util.LeakPresenceDetector;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a Netty buffer unreleased. Registered for every test by JUnit's extension detection. Runs
 * after the test's {@code @AfterEach} methods, and waits up to {@link #SETTLE_TIME} for event loops to finish.
 */
public final class LeakCheck implements AfterEachCallback {
    static final Duration SETTLE_TIME = Duration.ofSeconds(2);

    /** An event loop may let go of one buffer and take the next: no buffers at one moment do not mean that it is done. */
    private static final Duration QUIET_TIME = Duration.ofMillis(30);

    @Override
    public void afterEach(ExtensionContext context) {
        // A moment without any buffer is proof; a look after it may meet one that an event loop has just taken
        if (!released()) {
            LeakPresenceDetector.check();
        }
    }

    private static boolean released() {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .during(QUIET_TIME)
                    .atMost(SETTLE_TIME)
                    .until(SettlingLeakDetector::settled);
            return true;
        } catch (ConditionTimeoutException leakIsReportedByTheCheck) {
            return false;
        }
    }
}
