package io.github.passage.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.IpLiteral;
import io.github.passage.address.PortRange;
import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.ftp.Command;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.ftp.ReplyLine.Place;
import io.github.passage.passive.AdvertisedAddress;
import io.github.passage.passive.PolicyKind;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random events: whatever comes in whatever order, the session keeps its promises. */
class SessionWalkTest {
    private static final List<String> COMMANDS = List.of(
            "USER a",
            "PASS b",
            "ACCT c",
            "ADAT d",
            "PASV",
            "EPSV",
            "EPSV ALL",
            "PORT 1,2,3,4,5,6",
            "RETR x",
            "STOR y",
            "ABOR",
            "QUIT",
            "REIN",
            "FEAT",
            "AUTH TLS",
            "NOOP",
            "XYZ",
            "");
    private static final List<String> REPLIES = List.of(
            "220 hi",
            "230 in",
            "202 in",
            "235 protected",
            "331 go on",
            "332 account",
            "227 (10,9,9,9,32,1)",
            "227 ?",
            "229 (|||8193|)",
            "229 ?",
            "150 opening",
            "226 done",
            "426 aborted",
            "221 bye",
            "421 timeout",
            "211 none",
            "234 tls",
            "200 ok",
            "530 no",
            "rubbish");
    private static final PortRange PORTS = new PortRange(8192, 8194);

    private SessionState state = SessionMachine.initial();
    private final TreeSet<Integer> free = new TreeSet<>();
    private final TreeSet<Integer> mine = new TreeSet<>();
    private int joined;
    private int ends;
    private int openCode;
    /** Whether a byte has gone to either side, so that no other target can take the session any more. */
    private boolean told;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 42, 20261122})
    void noSequenceOfEventsBreaksAPromise(long seed) {
        Random random = new Random(seed);
        for (int walk = 0; walk < 400; walk++) {
            begin(random.nextBoolean());
            SessionMachine machine = new SessionMachine(rules(random));
            for (int step = 0; step < 60; step++) {
                play(machine, event(random));
            }
            play(machine, new SessionEvent.GraceOver());
            assertThat(state).isInstanceOf(SessionState.Ended.class);
            assertThat(mine).isEmpty();
            assertThat(ends).isOne();
        }
    }

    private void begin(boolean greeted) {
        state = greeted ? SessionMachine.greeted() : SessionMachine.initial();
        free.clear();
        PORTS.ports().forEach(free::add);
        mine.clear();
        joined = 0;
        ends = 0;
        openCode = 0;
        told = false;
    }

    private static SessionRules rules(Random random) {
        AdvertisedAddress advertised = switch (random.nextInt(3)) {
            case 0 -> new AdvertisedAddress.Announced();
            case 1 -> new AdvertisedAddress.Unavailable("reasons");
            default ->
                new AdvertisedAddress.Rewritten(IpLiteral.parseV4("10.0.1.1").orElseThrow());
        };
        return new SessionRules(
                advertised,
                PolicyKind.CONTROL,
                random.nextBoolean() ? EpsvMode.PASS : EpsvMode.REFUSE,
                random.nextBoolean() ? AuthMode.PASS : AuthMode.REFUSE,
                PORTS,
                PORTS,
                1 + random.nextInt(4));
    }

    private void play(SessionMachine machine, SessionEvent first) {
        Deque<SessionEvent> events = new ArrayDeque<>(List.of(first));
        while (!events.isEmpty()) {
            SessionEvent event = events.removeFirst();
            SessionState before = state;
            Transition transition = machine.next(before, event);
            state = transition.state();
            transition.effects().forEach(effect -> carryOut(effect, event, events));
            if (event instanceof SessionEvent.DataClosed) {
                joined--;
            }
            assertThat(state.transfers()).isEqualTo(joined).isNotNegative();
            if (before instanceof SessionState.Ended(var end, int transfers)) {
                assertThat(state).isInstanceOf(SessionState.Ended.class);
                assertThat(((SessionState.Ended) state).end()).isEqualTo(end);
            }
        }
        boolean offered =
                state instanceof SessionState.Active active && active.passive() instanceof PassiveState.Offered;
        assertThat(mine).hasSize(offered ? 1 : 0);
    }

    private void carryOut(Effect effect, SessionEvent cause, Deque<SessionEvent> events) {
        switch (effect) {
            case Effect.ReservePort reserve -> {
                Integer port = reserve.exactly().isPresent()
                        ? (free.remove(reserve.exactly().getAsInt())
                                ? (Integer) reserve.exactly().getAsInt()
                                : null)
                        : free.pollFirst();
                if (port != null) {
                    assertThat(mine.add(port)).isTrue();
                }
                events.add(port == null ? new SessionEvent.PortUnavailable() : new SessionEvent.PortReserved(port));
            }
            case Effect.ReleasePort(int port) -> {
                assertThat(mine.remove(port)).isTrue();
                free.add(port);
            }
            case Effect.JoinData join -> {
                assertThat(cause).isInstanceOf(SessionEvent.DataArrived.class);
                joined++;
            }
            case Effect.RefuseData refuse -> assertThat(cause).isInstanceOf(SessionEvent.DataArrived.class);
            case Effect.End end -> ends++;
            case Effect.ToServer toServer -> {
                assertThat(ends).isZero();
                told = true;
            }
            case Effect.ToClient toClient -> {
                assertThat(ends).isZero();
                told = true;
            }
            case Effect.TryAnother another -> {
                assertThat(ends).isZero();
                assertThat(told).isFalse();
            }
            case Effect.BecomeRelay become -> assertThat(ends).isZero();
            default -> {}
        }
    }

    private SessionEvent event(Random random) {
        int kind = random.nextInt(100);
        if (kind < 35) {
            return new SessionEvent.ClientSent(Command.of(COMMANDS.get(random.nextInt(COMMANDS.size()))));
        }
        if (kind < 75) {
            return new SessionEvent.ServerSent(reply(random));
        }
        if (kind < 88) {
            return dataEvent(random);
        }
        if (kind < 93) {
            return new SessionEvent.TargetConnected(random.nextBoolean());
        }
        return rare(random);
    }

    private static SessionEvent rare(Random random) {
        Side side = random.nextBoolean() ? Side.CLIENT : Side.SERVER;
        SessionTimer[] timers = SessionTimer.values();
        // Ends are rare, so that walks are long.
        return switch (random.nextInt(40)) {
            case 0 -> new SessionEvent.Gone(side, random.nextBoolean());
            case 1 -> new SessionEvent.ServerSentTooLong();
            case 2 -> new SessionEvent.GraceOver();
            case 3 -> random.nextBoolean() ? new SessionEvent.TargetFailed() : new SessionEvent.ClosedByOperator();
            case 4 -> new SessionEvent.Drain();
            case 5 -> new SessionEvent.HalfClosed(Side.SERVER);
            case 6 -> new SessionEvent.HalfClosed(Side.CLIENT);
            case 7 -> new SessionEvent.Timeout(timers[random.nextInt(timers.length)]);
            case 8, 9, 10, 11, 12, 13 -> new SessionEvent.Timeout(SessionTimer.RESERVATION);
            default -> new SessionEvent.ClientSentTooLong();
        };
    }

    /** A connection to the port that waits, or to any; or the end of one that had come. */
    private SessionEvent dataEvent(Random random) {
        if (joined > 0 && random.nextBoolean()) {
            return new SessionEvent.DataClosed();
        }
        int port = mine.isEmpty() || random.nextInt(4) == 0 ? 8192 + random.nextInt(3) : mine.first();
        // The rendezvous ends a reservation when its connection comes, before the session hears of it.
        if (mine.remove(port)) {
            free.add(port);
        }
        InetSocketAddress source = new InetSocketAddress("10.0.0.5", 40000);
        return new SessionEvent.DataArrived(source, new InetSocketAddress("10.0.1.1", port), false, Duration.ZERO);
    }

    /** One-line replies, and now and then replies of several lines as a decoder would hand them over. */
    private ReplyLine reply(Random random) {
        String text = REPLIES.get(random.nextInt(REPLIES.size()));
        if (openCode != 0) {
            int code = openCode;
            boolean last = random.nextBoolean();
            openCode = last ? 0 : code;
            return line(text, code, last ? Place.LAST : Place.MIDDLE);
        }
        int code = Character.isDigit(text.charAt(0)) ? Integer.parseInt(text.substring(0, 3)) : 0;
        if (code != 0 && random.nextInt(5) == 0) {
            openCode = code;
            return line(text.replaceFirst(" ", "-"), code, Place.FIRST);
        }
        return line(text, code, Place.ONLY);
    }

    private static ReplyLine line(String text, int code, Place place) {
        return new ReplyLine((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1), code, place);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 20261122})
    void everyCommandOfAnOrderlyServerIsAnsweredOnceAndInOrder(long seed) {
        Random random = new Random(seed);
        for (int walk = 0; walk < 300; walk++) {
            SessionScript session = SessionScript.loggedIn();
            Deque<Integer> atServer = new ArrayDeque<>();
            List<String> expected = new ArrayList<>();
            List<String> got = new ArrayList<>();
            for (int step = 0; step < 40; step++) {
                if (random.nextBoolean()) {
                    boolean refused = random.nextInt(3) == 0;
                    session.client(refused ? "PORT 1,2,3,4,5,6" : "NOOP " + step);
                    expected.add(refused ? "< 502 Command PORT not implemented." : "< 200 " + step);
                    if (!refused) {
                        atServer.add(step);
                    }
                } else if (!atServer.isEmpty()) {
                    session.server("200 " + atServer.removeFirst());
                }
                got.addAll(session.take());
            }
            atServer.forEach(step -> session.server("200 " + step));
            got.addAll(session.take());

            assertThat(got).filteredOn(effect -> effect.startsWith("<")).isEqualTo(expected);
        }
    }
}
