package io.github.passage.control;

import io.github.passage.address.IpLiteral;
import io.github.passage.address.PortRange;
import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.ftp.Command;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.ftp.ReplyLine.Place;
import io.github.passage.passive.AdvertisedAddress;
import io.github.passage.passive.PolicyKind;
import io.github.passage.telemetry.SessionFact;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Plays events to a session's machine and writes its effects down as short words: {@code > to the server}, {@code < to the client},
 * {@code reserve}, {@code release 8192}, {@code join 32005}, {@code end QUIT} and so on. Data ports come from a set of free ones.
 */
final class SessionScript {
    static final SessionRules RULES = rules(rewritten("10.0.1.1"), EpsvMode.PASS, AuthMode.REFUSE);

    private final SessionMachine machine;
    private final TreeSet<Integer> free = new TreeSet<>();
    private final List<String> done = new ArrayList<>();
    private final List<SessionFact> facts = new ArrayList<>();
    private SessionState state = SessionMachine.initial();

    SessionScript(SessionRules rules) {
        machine = new SessionMachine(rules);
        rules.dataPorts().ports().forEach(free::add);
    }

    static SessionRules rules(AdvertisedAddress advertised, EpsvMode epsv, AuthMode auth) {
        PortRange ports = new PortRange(8192, 8194);
        return new SessionRules(advertised, PolicyKind.CONTROL, epsv, auth, ports, ports, 4);
    }

    static AdvertisedAddress rewritten(String address) {
        return new AdvertisedAddress.Rewritten(IpLiteral.parseV4(address).orElseThrow());
    }

    /** A session whose server has greeted and accepted a login. */
    static SessionScript loggedIn(SessionRules rules) {
        SessionScript script = greeted(rules);
        script.client("USER anna").server("230 in");
        script.forget();
        return script;
    }

    static SessionScript loggedIn() {
        return loggedIn(RULES);
    }

    /** A session whose server has greeted. */
    static SessionScript greeted(SessionRules rules) {
        SessionScript script = new SessionScript(rules);
        script.on(new SessionEvent.TargetConnected(false)).server("220 hi");
        script.forget();
        return script;
    }

    /** A session whose client Passage has greeted itself. */
    static SessionScript greetedByPassage() {
        SessionScript script = new SessionScript(RULES);
        script.state = SessionMachine.greeted();
        return script;
    }

    SessionScript client(String... lines) {
        for (String line : lines) {
            on(new SessionEvent.ClientSent(Command.of(line)));
        }
        return this;
    }

    /** Replies of one line each. */
    SessionScript server(String... lines) {
        for (String line : lines) {
            int code = Character.isDigit(line.charAt(0)) ? Integer.parseInt(line.substring(0, 3)) : 0;
            on(new SessionEvent.ServerSent(line(line, code, Place.ONLY)));
        }
        return this;
    }

    /** One reply of several lines. */
    SessionScript serverTogether(int code, String... lines) {
        for (int i = 0; i < lines.length; i++) {
            Place place = i == 0 ? Place.FIRST : i == lines.length - 1 ? Place.LAST : Place.MIDDLE;
            on(new SessionEvent.ServerSent(line(lines[i], code, place)));
        }
        return this;
    }

    private static ReplyLine line(String text, int code, Place place) {
        return new ReplyLine((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1), code, place);
    }

    /** The client's data connection comes. */
    SessionScript arrive(int port) {
        free.add(port);
        InetSocketAddress source = new InetSocketAddress("10.0.0.5", 40000);
        return on(new SessionEvent.DataArrived(
                source, new InetSocketAddress("10.0.1.1", port), false, Duration.ofMillis(7)));
    }

    SessionScript dataClosed() {
        return on(new SessionEvent.DataClosed());
    }

    SessionScript gone(Side side) {
        return on(new SessionEvent.Gone(side, false));
    }

    SessionScript reset(Side side) {
        return on(new SessionEvent.Gone(side, true));
    }

    SessionScript halfClosed(Side side) {
        return on(new SessionEvent.HalfClosed(side));
    }

    SessionScript timeout(SessionTimer timer) {
        return on(new SessionEvent.Timeout(timer));
    }

    SessionScript drain() {
        return on(new SessionEvent.Drain());
    }

    SessionScript graceOver() {
        return on(new SessionEvent.GraceOver());
    }

    SessionScript on(SessionEvent first) {
        Deque<SessionEvent> events = new ArrayDeque<>(List.of(first));
        while (!events.isEmpty()) {
            Transition transition = machine.next(state, events.removeFirst());
            state = transition.state();
            transition.effects().forEach(effect -> write(effect, events));
        }
        return this;
    }

    private void write(Effect effect, Deque<SessionEvent> events) {
        switch (effect) {
            case Effect.ToServer(var command) -> done.add("> " + text(command.wire()));
            case Effect.ToClient(var line) -> done.add("< " + text(line.wire()));
            case Effect.TryAnother(String why) -> done.add("try another: " + why);
            case Effect.CloseServerOutput close -> done.add("close server output");
            case Effect.ReservePort(OptionalInt exactly) -> {
                done.add(exactly.isPresent() ? "reserve " + exactly.getAsInt() : "reserve");
                Integer port = exactly.isPresent()
                        ? (free.remove(exactly.getAsInt()) ? (Integer) exactly.getAsInt() : null)
                        : free.pollFirst();
                events.add(port == null ? new SessionEvent.PortUnavailable() : new SessionEvent.PortReserved(port));
            }
            case Effect.ReleasePort(int port) -> {
                done.add("release " + port);
                free.add(port);
            }
            case Effect.AwaitData await -> done.add("await data");
            case Effect.JoinData(var kind, OptionalInt port) ->
                done.add(port.isPresent() ? "join " + port.getAsInt() : "join same port");
            case Effect.RefuseData refuse -> done.add("refuse data");
            case Effect.CutData cut -> done.add("cut data");
            case Effect.AwaitLogin await -> done.add("await login");
            case Effect.AwaitLastWords await -> done.add("await last words");
            case Effect.BecomeRelay become -> done.add("become relay");
            case Effect.End(var end) -> done.add("end " + end);
            case Effect.Report(var fact) -> facts.add(fact);
        }
    }

    private static String text(byte[] wire) {
        return new String(wire, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Takes a port away as another session would. */
    SessionScript occupy(int port) {
        free.remove(port);
        return this;
    }

    /** What was done since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(done);
        done.clear();
        return taken;
    }

    void forget() {
        done.clear();
        facts.clear();
    }

    List<SessionFact> facts() {
        return List.copyOf(facts);
    }

    SessionState state() {
        return state;
    }

    int freePorts() {
        return free.size();
    }
}
