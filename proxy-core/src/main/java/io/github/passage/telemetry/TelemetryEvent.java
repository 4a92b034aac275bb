package io.github.passage.telemetry;

/** Something that happened and that logs, metrics and traces may show. */
public sealed interface TelemetryEvent {
    /**
     * Happened in a session.
     *
     * @param session the session
     * @param fact what happened
     */
    record InSession(SessionRef session, SessionFact fact) implements TelemetryEvent {}

    /**
     * Happened at a hop outside any session.
     *
     * @param hop the hop's name
     * @param fact what happened
     */
    record AtHop(String hop, HopFact fact) implements TelemetryEvent {}

    /**
     * Happened to all hops of the process at once.
     *
     * @param fact what happened
     */
    record InProcess(ProcessFact fact) implements TelemetryEvent {}
}
