package io.github.passage.control;

import io.github.passage.address.PortRange;
import io.github.passage.control.PassiveState.Held;
import io.github.passage.control.PassiveState.None;
import io.github.passage.control.PassiveState.Offered;
import io.github.passage.control.PassiveState.Reserving;
import io.github.passage.control.SessionState.Active;
import io.github.passage.control.SessionState.Encrypted;
import io.github.passage.ftp.PassiveReply;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.passive.AdvertisedAddress;
import io.github.passage.telemetry.PassiveRefusal;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What follows from passive replies, reservations and arriving data connections. */
final class PassiveRules {
    private final SessionRules rules;

    PassiveRules(SessionRules rules) {
        this.rules = rules;
    }

    /** Takes a line of a 227 or 229. */
    Transition serverSent(Active state, ReplyLine line) {
        Transition.Effects effects = new Transition.Effects();
        Active next = state;
        List<ReplyLine> lines = new ArrayList<>();
        if (state.passive() instanceof Held(List<ReplyLine> earlier)) {
            lines.addAll(earlier);
        } else {
            next = release(state, ReservationEnd.REPLACED, effects);
        }
        lines.add(line);
        if (line.endsReply()) {
            effects.report(new SessionFact.ReplyReceived(line.code()));
            return replied(next, List.copyOf(lines), effects);
        }
        return lines.size() >= rules.heldReplyLines()
                ? EndRules.sayGoodbye(state, "The server's reply cannot be read.", SessionEnd.PROTOCOL_ERROR)
                : effects.to(next.with(new Held(List.copyOf(lines))));
    }

    private Transition replied(Active state, List<ReplyLine> lines, Transition.Effects effects) {
        for (int i = 0; i < lines.size(); i++) {
            Optional<PassiveReply> announced =
                    PassiveReply.parse(lines.get(i).code(), lines.get(i).text());
            if (announced.isPresent()) {
                return reserve(state, new Reserving(lines, i, announced.get()), effects);
            }
        }
        return rules.keepsReplies()
                ? answered(state.with(new None()), effects.toClient(lines))
                : refuse(
                        state,
                        kindOf(lines),
                        PassiveRefusal.UNREADABLE,
                        "the server's passive reply cannot be read",
                        effects);
    }

    private Transition reserve(Active state, Reserving reply, Transition.Effects effects) {
        if (reply.announced() instanceof PassiveReply.Pasv
                && rules.advertised() instanceof AdvertisedAddress.Unavailable(String reason)) {
            return refuse(state, ReplyKind.PASV, PassiveRefusal.NO_ADDRESS, reason, effects);
        }
        if (!rules.keepsReplies()) {
            return effects.add(new Effect.ReservePort(OptionalInt.empty())).to(state.with(reply));
        }
        PortRange advertised = rules.advertisedPorts();
        int announced = reply.announced().port();
        if (!advertised.contains(announced)) {
            return refuse(
                    state,
                    PassiveRewrite.kind(reply.announced()),
                    PassiveRefusal.OUT_OF_RANGE,
                    "the server's port " + announced + " is not among the data ports " + advertised,
                    effects);
        }
        int port = advertised.translate(announced, rules.dataPorts());
        return effects.add(new Effect.ReservePort(OptionalInt.of(port))).to(state.with(reply));
    }

    /** The data port is reserved: the client gets its passive reply. */
    Transition reserved(Active state, int port) {
        if (!(state.passive() instanceof Reserving(List<ReplyLine> held, int at, PassiveReply announced))) {
            return Transition.to(state, new Effect.ReleasePort(port));
        }
        int advertisedPort = rules.dataPorts().translate(port, rules.advertisedPorts());
        List<ReplyLine> lines = new ArrayList<>(held);
        if (!rules.keepsReplies()) {
            lines.set(at, PassiveRewrite.of(held.get(at), announced, rules.advertised(), advertisedPort));
        }
        Transition.Effects effects = new Transition.Effects()
                .add(new Effect.AwaitData())
                .report(PassiveRewrite.fact(announced, rules, advertisedPort, port))
                .toClient(lines);
        return answered(state.with(new Offered(port, announced)), effects);
    }

    /** No data port is free for this client. */
    Transition unavailable(Active state) {
        ReplyKind kind = state.passive() instanceof Reserving reserving
                ? PassiveRewrite.kind(reserving.announced())
                : ReplyKind.NONE;
        return rules.keepsReplies()
                ? refuse(
                        state,
                        kind,
                        PassiveRefusal.PORT_TAKEN,
                        "the server's port is in use by another session from your address, try again",
                        new Transition.Effects())
                : refuse(
                        state,
                        kind,
                        PassiveRefusal.PORTS_EXHAUSTED,
                        "all " + rules.dataPorts().size() + " data ports are in use from your address, try again",
                        new Transition.Effects());
    }

    /** A data connection came to a port that was reserved for this session. */
    Transition arrived(Active state, SessionEvent.DataArrived arrival) {
        // A connection to a port of an earlier passive reply may still be on its way here when that was replaced.
        if (!(state.passive() instanceof Offered(int port, PassiveReply announced))
                || port != arrival.reached().getPort()) {
            return Transition.to(state, new Effect.RefuseData());
        }
        ReplyKind kind = PassiveRewrite.kind(announced);
        return new Transition.Effects()
                .report(new SessionFact.DataArrived(
                        arrival.source(), arrival.reached(), arrival.foreign(), kind, Optional.of(arrival.waited())))
                .add(new Effect.JoinData(kind, OptionalInt.of(announced.port())))
                .to(state.with(new None()).withTransfers(state.transfers() + 1));
    }

    /** A data connection came for a session of which the replies are encrypted. */
    Transition arrivedUnseen(Encrypted state, SessionEvent.DataArrived arrival) {
        return new Transition.Effects()
                .report(new SessionFact.DataArrived(
                        arrival.source(), arrival.reached(), arrival.foreign(), ReplyKind.NONE, Optional.empty()))
                .add(new Effect.JoinData(ReplyKind.NONE, OptionalInt.empty()))
                .to(new Encrypted(state.transfers() + 1, state.draining()));
    }

    /** Gives an unclaimed data port back. */
    static Active release(Active state, ReservationEnd cause, Transition.Effects effects) {
        if (state.passive() instanceof Offered(int port, PassiveReply announced)) {
            effects.add(new Effect.ReleasePort(port))
                    .report(new SessionFact.ReservationEnded(port, PassiveRewrite.kind(announced), cause));
        }
        return state.with(new None());
    }

    /** The kind of a reply without numbers: its code still says. */
    private static ReplyKind kindOf(List<ReplyLine> lines) {
        return lines.getFirst().code() == 229 ? ReplyKind.EPSV : ReplyKind.PASV;
    }

    private static Transition refuse(
            Active state, ReplyKind kind, PassiveRefusal cause, String reason, Transition.Effects effects) {
        effects.report(new SessionFact.PassiveRefused(kind, cause))
                .toClient(ReplyLine.of(425, "Can't open passive connection: " + reason + "."));
        return answered(state.with(new None()), effects);
    }

    private static Transition answered(Active state, Transition.Effects effects) {
        List<ReplyLine> due = new ArrayList<>();
        Pending rest = state.pending().answered(due);
        return effects.toClient(due).to(state.with(rest));
    }
}
