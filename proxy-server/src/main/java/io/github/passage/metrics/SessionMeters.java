package io.github.passage.metrics;

import io.github.passage.metrics.ClientBook.ClientState;
import io.github.passage.metrics.TargetMeters.Leg;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.SessionRefusal;
import io.github.passage.telemetry.Unclaimed;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What is counted of the sessions of one hop. */
final class SessionMeters {
    private static final int MOST_CLIENTS = 10_000;

    private final LongSupplier clock;
    private final ControlMeters control = new ControlMeters();
    private final DataMeters data = new DataMeters();
    private final TargetMeters targets = new TargetMeters();
    private final Tally<SessionRefusal> refusals = new Tally<>(SessionRefusal.class, SessionRefusal::label);
    private final ClientBook clients = new ClientBook(MOST_CLIENTS);
    private final Map<SessionRef, InetAddress> open = new ConcurrentHashMap<>();

    /**
     * All zero.
     *
     * @param clock nanoseconds, of which only differences count
     */
    SessionMeters(LongSupplier clock) {
        this.clock = clock;
    }

    TargetMeters targets() {
        return targets;
    }

    int open() {
        return open.size();
    }

    void take(SessionRef session, SessionFact fact) {
        switch (fact) {
            case SessionFact.Opened opened -> open.put(session, opened.client().getAddress());
            case SessionFact.TargetConnected connected ->
                targets.connected(connected.name(), Leg.CONTROL, connected.took(), session);
            case SessionFact.TargetFailed failed -> targets.failed(failed.target(), Leg.CONTROL, failed.cause());
            case SessionFact.CommandReceived command -> control.command(command);
            case SessionFact.ReplyReceived reply -> control.reply(reply.code());
            case SessionFact.LoggedIn login -> control.loggedIn();
            case SessionFact.PassiveAdvertised reply -> control.passive(reply);
            case SessionFact.PassiveRefused refused -> {
                control.refused(refused.cause());
                data.outcome(refused.kind(), DataOutcome.REFUSED);
                note(session, false);
            }
            case SessionFact.ReservationEnded ended -> {
                data.outcome(ended.kind(), DataOutcome.of(ended.cause()));
                if (ended.cause() != ReservationEnd.REINITIALIZED) {
                    note(session, false);
                }
            }
            case SessionFact.DataArrived arrived -> data.arrived(arrived, session);
            case SessionFact.DataTargetConnected connected ->
                targets.connected(connected.name(), Leg.DATA, connected.took(), session);
            case SessionFact.DataTargetFailed failed -> {
                targets.failed(failed.name(), Leg.DATA, failed.cause());
                data.outcome(failed.kind(), DataOutcome.of(failed.cause()));
            }
            case SessionFact.DataClosed closed -> {
                data.closed(closed, session);
                if (closed.end() != DataEnd.CUT) {
                    note(session, closed.end() == DataEnd.COMPLETED);
                }
            }
            case SessionFact.Encrypted encrypted -> {}
            case SessionFact.Closed closed -> {
                control.closed(closed, session);
                open.remove(session);
            }
        }
    }

    void unclaimed(Unclaimed why) {
        data.outcome(ReplyKind.NONE, DataOutcome.of(why));
    }

    void refused(SessionRefusal cause) {
        refusals.count(cause);
    }

    /** A transfer that outlives its session is not noted any more. */
    private void note(SessionRef session, boolean ok) {
        InetAddress client = open.get(session);
        if (client != null) {
            clients.note(client, ok, clock.getAsLong());
        }
    }

    void tell(Series series, String hop) {
        control.tell(series, hop);
        data.tell(series, hop);
        targets.tell(series, hop);
        refusals.each((cause, count) -> series.count(Family.SESSIONS_REFUSED, count, hop, cause));
        Map<ClientState, Integer> states = clients.count(clock.getAsLong());
        states.forEach((state, count) -> series.value(Family.CLIENTS, count, hop, state.label()));
    }
}
