package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract, splicing. */
class SplicedRelayTest extends RelayContract {
    private final PipePool pool = new PipePool(new LinuxPipeCalls(), 2, reason -> {});

    @Override
    Splicing splicing() {
        return new Splicing(() -> pool, 0);
    }

    @Override
    void awaitMover(Joint joined) throws Exception {
        Relay relay = joined.relay.get();
        while (!joined.ask(relay::isSpliced)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aFirstByteThatIsSplicedHasItsTime() throws Exception {
        try (Joint joint = Joint.open(splicing(), RelayIdle.NEVER)) {
            awaitMover(joint);
            long before = joint.ask(joint.clientSide.get().eventLoop().ticker()::nanoTime);
            joint.client.getOutputStream().write(1);
            assertThat(joint.target.getInputStream().read()).isEqualTo(1);
            joint.client.close();
            joint.target.close();

            assertThat(joint.outcome().firstByteAt().orElseThrow()).isGreaterThanOrEqualTo(before);
        }
    }

    @Override
    @AfterEach
    void close() throws IOException {
        super.close();
        pool.close();
        assertThat(pool.open()).isZero();
    }
}
