package io.github.passage.relay;

import io.netty.buffer.ByteBuf;

/** Sees what a relayed connection carries, and changes nothing. Called on the connection's event loop; must not block or throw. */
public interface RelayTap {
    /** Sees nothing. */
    RelayTap NONE = new RelayTap() {
        @Override
        public void fromClient(ByteBuf bytes) {}

        @Override
        public void fromTarget(ByteBuf bytes) {}

        @Override
        public void ended(RelayOutcome outcome) {}
    };

    /** Bytes came from the side that dialled; borrows them, and must leave their reader index alone. */
    void fromClient(ByteBuf bytes);

    /** Bytes came from the target; borrows them, and must leave their reader index alone. */
    void fromTarget(ByteBuf bytes);

    /** The connection is over; nothing follows. */
    void ended(RelayOutcome outcome);
}
