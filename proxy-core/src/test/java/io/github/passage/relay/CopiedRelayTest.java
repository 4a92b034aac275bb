package io.github.passage.relay;

/** The contract, copying. */
class CopiedRelayTest extends RelayContract {
    @Override
    Splicing splicing() {
        return Splicing.NEVER;
    }

    @Override
    void awaitMover(Joint joined) {
        // It copies from the start.
    }
}
