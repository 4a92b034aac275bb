package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

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

    @Override
    @AfterEach
    void close() throws IOException {
        super.close();
        pool.close();
        assertThat(pool.open()).isZero();
    }
}
