package io.github.passage.relay;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a tap's faults from the relay: after the first one it is asked no more. Confined to its connection's event loop. */
public final class GuardedTap implements RelayTap {
    private static final Logger LOGGER = LoggerFactory.getLogger(GuardedTap.class);

    private RelayTap inner;

    private GuardedTap(RelayTap inner) {
        this.inner = inner;
    }

    /** Asks for a tap and guards it; {@link RelayTap#NONE} if there is none or asking fails. */
    public static RelayTap of(Supplier<RelayTap> asking) {
        try {
            RelayTap asked = asking.get();
            return asked.equals(RelayTap.NONE) ? RelayTap.NONE : new GuardedTap(asked);
        } catch (RuntimeException fault) {
            LOGGER.error("no tap could be had for a connection", fault);
            return RelayTap.NONE;
        }
    }

    @Override
    public void fromClient(ByteBuf bytes) {
        ask(tap -> tap.fromClient(bytes.duplicate()));
    }

    @Override
    public void fromTarget(ByteBuf bytes) {
        ask(tap -> tap.fromTarget(bytes.duplicate()));
    }

    @Override
    public void ended(RelayOutcome outcome) {
        ask(tap -> tap.ended(outcome));
    }

    private void ask(Question question) {
        if (inner.equals(RelayTap.NONE)) {
            return;
        }
        try {
            question.of(inner);
        } catch (RuntimeException fault) {
            LOGGER.error("a tap failed; it sees no more of its connection", fault);
            inner = RelayTap.NONE;
        }
    }

    @FunctionalInterface
    private interface Question {
        void of(RelayTap tap);
    }
}
