package io.github.passage.telemetry;

/** Something that happened and that logs, metrics and traces may show. */
public sealed interface TelemetryEvent {
    /** The name of the hop where it happened. */
    String hop();

    /**
     * Happened in a session.
     *
     * @param session the session
     * @param fact what happened
     */
    record InSession(SessionRef session, SessionFact fact) implements TelemetryEvent {
        @Override
        public String hop() {
            return session.hop();
        }
    }

    /**
     * Happened at a hop outside any session.
     *
     * @param hop the hop's name
     * @param fact what happened
     */
    record AtHop(String hop, HopFact fact) implements TelemetryEvent {}
}
