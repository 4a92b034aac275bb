package io.github.passage.lab.trace;

import io.github.passage.lab.live.SessionView;
import io.github.passage.lab.live.SessionView.PassiveView;
import io.github.passage.lab.verdict.Cause;
import io.github.passage.lab.verdict.Step;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.PassiveRefusal;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is known of one session at the hop that its client reached. Not thread-safe. */
final class Story {
    private static final int MOST_PASSIVE = 20;
    private static final int TRANSFER_ENDS = 200;
    private static final int FAILURES = 400;
    private static final int NOT_LOGGED_IN = 530;

    private final SessionRef session;
    private final SessionFact.Opened opened;
    private final Atlas atlas;
    private final long began = System.nanoTime();
    private final Deque<PassiveStory> passive = new ArrayDeque<>();
    private String user = "";
    private String state = "open";
    private boolean transferAsked;
    private boolean activeAsked;
    private int endedWith;
    private boolean forgotten;

    Story(SessionRef session, SessionFact.Opened opened, Atlas atlas) {
        this.session = session;
        this.opened = opened;
        this.atlas = atlas;
    }

    SessionRef session() {
        return session;
    }

    InetSocketAddress client() {
        return opened.client();
    }

    Inet4Address reached() {
        return (Inet4Address) opened.reached().getAddress();
    }

    /** The offer that no data connection has come for. */
    Optional<Offer> waiting() {
        return state.equals("open")
                ? latest().filter(PassiveStory::isWaiting).map(PassiveStory::offer)
                : Optional.empty();
    }

    boolean waitsAt(int port) {
        return waiting().filter(offer -> offer.port() == port).isPresent();
    }

    /** Whether its data connection comes from there. */
    boolean carries(InetSocketAddress source) {
        return latest().filter(story -> story.carries(source)).isPresent();
    }

    boolean isMoving() {
        return state.equals("open") && transferAsked;
    }

    private Optional<PassiveStory> latest() {
        return Optional.ofNullable(passive.peekFirst());
    }

    void offer(Offer offer, SessionFact.PassiveAdvertised reply) {
        passive.addFirst(new PassiveStory(offer, reply, atlas));
        if (passive.size() > MOST_PASSIVE) {
            passive.removeLast();
        }
    }

    /** Notes that an offer is explained; whether it was before. */
    boolean explained(Offer offer) {
        return latest().filter(story -> story.offer().equals(offer))
                .map(PassiveStory::explained)
                .orElse(true);
    }

    void dialling(List<InetSocketAddress> addresses) {
        latest().ifPresent(story -> story.dialling(addresses));
    }

    /** A connection came to the server's data port before the client's did. */
    void overtaken(InetSocketAddress by) {
        latest().ifPresent(story -> story.overtaken(by));
    }

    /** What came there first was the client's own connection on its way. */
    void notOvertaken(InetSocketAddress by) {
        passive.forEach(story -> story.notOvertaken(by));
    }

    /** The control connection was forgotten on its way. */
    void controlForgotten() {
        forgotten = true;
    }

    /** Takes a fact; what can be judged now. */
    List<Verdict> take(SessionFact fact) {
        switch (fact) {
            case SessionFact.LoggedIn login -> user = login.user();
            case SessionFact.CommandReceived command -> {
                transferAsked |= command.verb().opensTransfer();
                activeAsked = command.verb().asksForActiveMode();
            }
            case SessionFact.DataArrived arrived -> latest().ifPresent(story -> story.arrived(arrived));
            case SessionFact.DataClosed closed -> {
                latest().ifPresent(story -> story.closed(closed));
                return endedWith > 0 ? concluded() : goneAtOnce(closed);
            }
            case SessionFact.ReplyReceived reply -> {
                return replied(reply.code());
            }
            case SessionFact.PassiveRefused refused -> {
                Cause cause = refused.cause() == PassiveRefusal.PORTS_EXHAUSTED
                        ? Cause.PORTS_EXHAUSTED
                        : Cause.PASSIVE_REFUSED;
                return List.of(Verdict.failed(
                        Step.PASSIVE_REPLY,
                        cause,
                        "The client was refused a data port: 425 ("
                                + refused.cause().label() + ")."));
            }
            case SessionFact.TargetFailed failed -> {
                return List.of(Verdict.failed(
                        Step.CONNECT,
                        Cause.SERVER_DOWN,
                        "The next hop " + failed.target() + " cannot be reached: " + failed.reason() + "."));
            }
            case SessionFact.Closed closed -> {
                state = closed.end().label();
                return closed.end() == SessionEnd.TARGET_UNREACHABLE ? List.of(Verdict.unreachable()) : atEnd();
            }
            default -> {}
        }
        return List.of();
    }

    /** A hop accepted the connection and then found nobody behind it. */
    private List<Verdict> goneAtOnce(SessionFact.DataClosed closed) {
        boolean beyond = closed.end() == DataEnd.TARGET_RESET || closed.end() == DataEnd.TARGET_UNREACHABLE;
        PassiveStory story = latest().orElse(null);
        if (story == null || !beyond || story.bytes() > 0 || story.thief() != null || story.explained()) {
            return List.of();
        }
        return List.of(Verdict.failed(
                        Step.DATA_CONNECT,
                        Cause.UNKNOWN,
                        "The data connection came to data port " + story.offer().port()
                                + ", and the hop behind it reset it before the first byte ("
                                + closed.end().label()
                                + "); through a real load balancer the connect itself would fail.")
                .at(story.reached(), "the client"));
    }

    /** Whether the client dialled the control connection's address although it was told another. */
    boolean dialsControl() {
        return latest().filter(story -> !story.isWaiting())
                .filter(story -> story.reached().equals(reached()))
                .filter(story -> !story.offer().obeyed().equals(reached()))
                .isPresent();
    }

    /** Whether the latest data port was told by a 229. */
    boolean byEpsv() {
        return latest().map(story -> story.offer().advertised().isEmpty()).orElse(false);
    }

    private List<Verdict> replied(int code) {
        if (code == NOT_LOGGED_IN && user.isEmpty()) {
            return List.of(
                    Verdict.failed(Step.LOGIN, Cause.LOGIN_REFUSED, "The server refused user or password: 530."));
        }
        if (activeAsked && code >= FAILURES) {
            activeAsked = false;
            return List.of(Verdict.failed(
                            Step.PASSIVE_COMMAND,
                            Cause.ACTIVE_ONLY,
                            "The client asked for active mode (PORT or EPRT), which the server does not offer: " + code
                                    + ".")
                    .helpedBy("passive mode in the client, as AWS Transfer Family demands"));
        }
        if (!transferAsked) {
            return code == 425
                    ? List.of(Verdict.failed(
                                    Step.PASSIVE_REPLY,
                                    Cause.PORTS_EXHAUSTED,
                                    "The server has no data port left for this client: 425.",
                                    "Why: its nine data ports are all waiting for clients of the same source address.")
                            .helpedBy(
                                    "fewer passive replies that wait at a time, or clients with addresses of their own"
                                            + " (no load balancer or NAT between)"))
                    : List.of();
        }
        if (code < TRANSFER_ENDS) {
            return List.of();
        }
        transferAsked = false;
        endedWith = code;
        // The reply may be here before the last bytes are.
        return latest().filter(PassiveStory::isMoving).isPresent() ? List.of() : concluded();
    }

    private List<Verdict> concluded() {
        int code = endedWith;
        endedWith = 0;
        PassiveStory story = latest().orElse(null);
        if (story == null) {
            return List.of();
        }
        // Whatever is said of it now, its data port needs no explanation later.
        boolean before = story.explained();
        boolean done = code < FAILURES;
        @Nullable InetSocketAddress thief = story.thief();
        if (thief != null && (story.bytes() == 0 || !done || story.wasReset())) {
            return List.of(Verdict.failed(
                            Step.DATA_TRANSFER,
                            Cause.STOLEN_BY_PROBE,
                            "The server answered " + code
                                    + ", but another connection had taken the place of the client's: one from "
                                    + atlas.shown(thief) + " came to data port "
                                    + story.offer().port() + " first.",
                            "Why: a health check on a data port, which the server cannot tell from a client; the file has 0"
                                    + " bytes.")
                    .at(thief.getAddress(), "a health check")
                    .helpedBy("health checks of all target groups on port 21"));
        }
        if (done) {
            story.succeeded();
            return List.of(Verdict.success("The transfer succeeded with " + code + ": " + story.bytes() + " bytes."));
        }
        if (before) {
            return List.of();
        }
        boolean moved = story.bytes() > 0;
        Step step = moved || (!story.isWaiting() && !story.wasReset()) ? Step.DATA_TRANSFER : Step.DATA_CONNECT;
        Cause cause = story.wasReset() && moved ? Cause.CUT : Cause.UNKNOWN;
        return List.of(Verdict.failed(step, cause, "The server ended the transfer with " + code + "."));
    }

    private List<Verdict> atEnd() {
        if (transferAsked && forgotten) {
            return List.of(Verdict.failed(
                            Step.COMPLETION,
                            Cause.IDLE_CUT,
                            "The 226 never came.",
                            "Why: during the transfer the control connection was idle for longer than a hop's idle timeout,"
                                    + " and was forgotten there (unless the client sends keepalives, which would have"
                                    + " counted).")
                    .helpedBy("TCP keepalives on the control connection below 350 s, or a higher"
                            + " tcp.idle_timeout.seconds"));
        }
        if (transferAsked && !latest().map(PassiveStory::explained).orElse(false)) {
            boolean left = List.of(SessionEnd.QUIT, SessionEnd.CLIENT_CLOSED, SessionEnd.CLIENT_RESET).stream()
                    .anyMatch(end -> end.label().equals(state));
            return List.of(Verdict.failed(
                    Step.COMPLETION,
                    left ? Cause.CLIENT_LEFT : Cause.CUT,
                    "The session ended (" + state + ") before the transfer did."));
        }
        return List.of();
    }

    SessionView view() {
        long age = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        List<PassiveView> replies = passive.stream().map(PassiveStory::view).toList();
        return new SessionView(
                session.toString(),
                atlas.shown(opened.client()),
                atlas.shown(opened.reached()),
                user,
                state,
                age,
                replies);
    }
}
