package io.github.passage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.LeakPresenceDetector;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;

/** Shows that the leak gate bites: without it a leaking test passes silently. */
class LeakCheckTest {

    @Test
    void aPooledBufferThatIsNotReleasedIsFound() {
        ByteBuf forgotten = PooledByteBufAllocator.DEFAULT.directBuffer(16);

        assertThatIllegalStateException()
                .isThrownBy(LeakPresenceDetector::check)
                .withMessageContaining("leak");

        releaseAfterReport(forgotten);
    }

    @Test
    void anUnpooledDirectBufferThatIsNotReleasedIsFound() {
        ByteBuf forgotten = Unpooled.directBuffer(16);

        assertThatIllegalStateException()
                .isThrownBy(LeakPresenceDetector::check)
                .withMessageContaining("leak");

        releaseAfterReport(forgotten);
    }

    @Test
    void theTestsAreRunWithTheSettlingDetector() {
        ByteBuf held = PooledByteBufAllocator.DEFAULT.directBuffer(16);
        assertThat(SettlingLeakDetector.settled()).isFalse();

        held.release();

        assertThat(SettlingLeakDetector.settled()).isTrue();
    }

    @Test
    void aBufferReleasedShortlyAfterTheTestIsNoLeak() {
        ByteBuf late = PooledByteBufAllocator.DEFAULT.directBuffer(16);
        CompletableFuture<Boolean> released = new CompletableFuture<Boolean>()
                .completeOnTimeout(true, 1, TimeUnit.SECONDS)
                .thenApply(elapsed -> late.release());

        assertThat(released).isNotDone();
    }

    @Test
    void theCheckIsRegisteredForEveryTest() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(LeakCheck.class);
        assertThatNoException().isThrownBy(LeakPresenceDetector::check);
    }

    /** The report forgets what it counted, so the late release leaves the count at -1: the next check tells and resets it. */
    private static void releaseAfterReport(ByteBuf buffer) {
        buffer.release();
        assertThatIllegalStateException()
                .isThrownBy(LeakPresenceDetector::check)
                .withMessageContaining("negative");
    }
}
