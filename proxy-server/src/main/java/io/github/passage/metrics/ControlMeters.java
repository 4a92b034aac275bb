package io.github.passage.metrics;

import io.github.passage.ftp.Verb;
import io.github.passage.passive.PolicyKind;
import io.github.passage.telemetry.PassiveRefusal;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of a hop's sessions and their control connections. */
final class ControlMeters {
    private final Tally<SessionEnd> ends = new Tally<>(SessionEnd.class, SessionEnd::label);
    private final Distribution duration = Family.SESSION_DURATION.newDistribution();
    private final LongAdder logins = new LongAdder();
    private final Tally<Verb> commands = new Tally<>(Verb.class, ControlMeters::shown);
    private final Tally<Verb> refused = new Tally<>(Verb.class, ControlMeters::shown);
    private final Tally<ReplyClass> replies = new Tally<>(ReplyClass.class, ReplyClass::label);
    private final Tally<PolicyKind> same = new Tally<>(PolicyKind.class, PolicyKind::label);
    private final Tally<PolicyKind> rewritten = new Tally<>(PolicyKind.class, PolicyKind::label);
    private final LongAdder extended = new LongAdder();
    private final Tally<PassiveRefusal> refusals = new Tally<>(PassiveRefusal.class, PassiveRefusal::label);
    private final LongAdder exhausted = new LongAdder();

    /** The name of a verb as a label. */
    private static String shown(Verb verb) {
        return verb == Verb.OTHER ? verb.name().toLowerCase(Locale.ROOT) : verb.name();
    }

    void closed(SessionFact.Closed closed, SessionRef session) {
        ends.count(closed.end());
        duration.record(closed.took().toNanos(), session);
    }

    void loggedIn() {
        logins.increment();
    }

    void command(SessionFact.CommandReceived command) {
        commands.count(command.verb());
        if (command.refusedWith().isPresent()) {
            refused.count(command.verb());
        }
    }

    void reply(int code) {
        replies.count(ReplyClass.of(code));
    }

    void passive(SessionFact.PassiveAdvertised reply) {
        if (reply.kind() == ReplyKind.EPSV) {
            extended.increment();
        } else if (reply.announcedAddress().equals(reply.advertisedAddress())) {
            same.count(reply.policy());
        } else {
            rewritten.count(reply.policy());
        }
    }

    void refused(PassiveRefusal cause) {
        refusals.count(cause);
        if (cause == PassiveRefusal.PORTS_EXHAUSTED) {
            exhausted.increment();
        }
    }

    void tell(Series series, String hop) {
        ends.each((end, sum) -> series.count(Family.SESSIONS, sum, hop, end));
        series.distribution(Family.SESSION_DURATION, duration, hop);
        series.count(Family.LOGINS, logins.sum(), hop);
        commands.eachUsed((verb, sum) -> series.count(Family.COMMANDS, sum, hop, verb));
        refused.eachUsed((verb, sum) -> series.count(Family.COMMANDS_REFUSED, sum, hop, verb));
        replies.each((digit, sum) -> series.count(Family.REPLIES, sum, hop, digit));
        String pasv = ReplyKind.PASV.label();
        same.each((policy, sum) -> series.count(Family.PASSIVE_REPLIES, sum, hop, pasv, policy, "same"));
        rewritten.each((policy, sum) -> series.count(Family.PASSIVE_REPLIES, sum, hop, pasv, policy, "rewritten"));
        series.count(Family.PASSIVE_REPLIES, extended.sum(), hop, ReplyKind.EPSV.label(), "none", "none");
        refusals.each((cause, sum) -> series.count(Family.PASSIVE_REFUSALS, sum, hop, cause));
        series.count(Family.DATA_PORTS_EXHAUSTED, exhausted.sum(), hop);
    }
}
