package io.github.passage.logs;

import io.github.passage.sessions.SessionRecord;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.ProcessFact;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Telemetry events as log lines: faults at WARN, one line for each session at its end at INFO, the rest at DEBUG. The session's id is
 * always there; no line ever holds a password, as no event does. Of faults of one kind at one hop, and of sessions that end
 * without a login, so many a second are logged and the others counted.
 */
public final class SessionLog implements TelemetryListener {
    /** The field that names the session. */
    static final String SESSION = "session";
    /** The field that names the hop. */
    static final String HOP = "hop";

    private static final Logger LOGGER = LoggerFactory.getLogger("passage.session");
    private static final Logger PROCESS_LOGGER = LoggerFactory.getLogger("passage");
    private static final Logger HOP_LOGGER = LoggerFactory.getLogger("passage.hop");
    private static final int MOST_OF_A_KIND = 50;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LineBudget budget;

    /** A log. */
    public SessionLog() {
        this(new LineBudget(MOST_OF_A_KIND, WINDOW_NANOS, System::nanoTime));
    }

    /** A log with a budget of one's own. */
    SessionLog(LineBudget budget) {
        this.budget = budget;
    }

    @Override
    public void on(TelemetryEvent event) {
        switch (event) {
            case TelemetryEvent.InSession(SessionRef session, SessionFact fact) -> log(session, fact);
            case TelemetryEvent.AtHop(String hop, HopFact fact) -> log(hop, fact);
            case TelemetryEvent.InProcess(ProcessFact fact) -> log(fact);
        }
    }

    /** The line that explains a session which has ended. */
    public void closed(SessionRecord session) {
        // Health checks of load balancers and port scanners log in nowhere
        OptionalLong leftOut =
                session.user().isEmpty() ? budget.take(session.id().hop() + " without login") : OptionalLong.of(0);
        leftOut.ifPresent(lines -> {
            Fields fields = of(session.id());
            EndOfSession.describe(session, fields);
            counting(lines, fields).log(LOGGER.atInfo(), "ended");
        });
    }

    private static Fields of(SessionRef session) {
        return new Fields().with(SESSION, session.toString()).with(HOP, session.hop());
    }

    private static void log(ProcessFact fact) {
        switch (fact) {
            case ProcessFact.AcceptPaused paused ->
                new Fields()
                        .with("reason", paused.reason())
                        .log(PROCESS_LOGGER.atWarn(), "accepting pauses, open sessions go on");
            case ProcessFact.AcceptResumed resumed ->
                new Fields().with("ms", resumed.took().toMillis()).log(PROCESS_LOGGER.atInfo(), "accepting goes on");
            case ProcessFact.ConfigReloaded read -> log(read);
        }
    }

    private static void log(ProcessFact.ConfigReloaded read) {
        switch (read.result()) {
            case APPLIED ->
                new Fields()
                        .with("changes", read.detail())
                        .log(PROCESS_LOGGER.atInfo(), "the changed configuration holds for new sessions");
            case UNCHANGED ->
                new Fields().with("file", read.detail()).log(PROCESS_LOGGER.atInfo(), "the configuration is unchanged");
            case RENEWED ->
                new Fields()
                        .with("files", read.detail())
                        .log(PROCESS_LOGGER.atInfo(), "renewed files hold for new connections between replicas");
            case REFUSED ->
                new Fields()
                        .with("reason", read.detail())
                        .log(PROCESS_LOGGER.atError(), "the configuration is refused, the one before goes on");
        }
    }

    private void log(SessionRef session, SessionFact fact) {
        Level level = SessionLines.level(fact);
        if (LOGGER.isEnabledForLevel(level)) {
            Fields fields = of(session);
            String message = SessionLines.describe(fact, fields);
            allowed(level, session.hop(), fact.getClass())
                    .ifPresent(lines -> counting(lines, fields).log(LOGGER.atLevel(level), message));
        }
    }

    private void log(String hop, HopFact fact) {
        Level level = HopLines.level(fact);
        if (HOP_LOGGER.isEnabledForLevel(level)) {
            Fields fields = new Fields().with(HOP, hop);
            String message = HopLines.describe(fact, fields);
            allowed(level, hop, fact.getClass())
                    .ifPresent(lines -> counting(lines, fields).log(HOP_LOGGER.atLevel(level), message));
        }
    }

    /** How many lines like this one were left out before it; empty if this one is, too. */
    private OptionalLong allowed(Level level, String hop, Class<?> kind) {
        return level == Level.WARN ? budget.take(hop + " " + kind.getSimpleName()) : OptionalLong.of(0);
    }

    private static Fields counting(long leftOut, Fields fields) {
        return leftOut == 0 ? fields : fields.with("left_out_before", leftOut);
    }
}
