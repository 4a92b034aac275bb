package io.github.passage.control;

import io.github.passage.ftp.ReplyLine;
import io.github.passage.telemetry.SessionFact;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows from an event.
 *
 * @param state the next state
 * @param effects what is to be done, in order
 */
record Transition(SessionState state, List<Effect> effects) {
    Transition {
        effects = List.copyOf(effects);
    }

    static Transition to(SessionState state, Effect... effects) {
        return new Transition(state, List.of(effects));
    }

    /** Effects in the making. */
    static final class Effects {
        private final List<Effect> list = new ArrayList<>(4);

        Effects add(Effect effect) {
            list.add(effect);
            return this;
        }

        Effects toClient(ReplyLine line) {
            return add(new Effect.ToClient(line));
        }

        Effects toClient(List<ReplyLine> lines) {
            lines.forEach(this::toClient);
            return this;
        }

        Effects report(SessionFact fact) {
            return add(new Effect.Report(fact));
        }

        Transition to(SessionState state) {
            return new Transition(state, list);
        }
    }
}
