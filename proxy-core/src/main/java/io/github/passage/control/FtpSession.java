package io.github.passage.control;

import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.control.SessionState.Encrypted;
import io.github.passage.control.SessionState.Ended;
import io.github.passage.data.Claimant;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.Accepted;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the effects of {@link SessionMachine} for one session, and feeds it what happens. Confined to one event loop, on which
 * both legs and all data connections live; {@link #drain}, {@link #cut} and {@link #close} may be called from anywhere.
 */
final class FtpSession implements Claimant {
    private static final Logger LOGGER = LoggerFactory.getLogger(FtpSession.class);
    private final SessionRef ref;
    private final EventLoop loop;
    private final Arrival client;
    private final SessionContext context;
    private final Consumer<FtpSession> whenOver;
    private final SessionTimers timers;
    private final DataClaims claims;
    private final DataConnections data;
    private final TargetDial dial;
    private final Queue<SessionEvent> events = new ArrayDeque<>();
    private SessionState state;
    private @Nullable SessionMachine machine;
    private @Nullable ControlLegs legs;
    private volatile boolean moving;
    private boolean handling;
    private boolean endTold;

    FtpSession(SessionRef ref, Arrival client, SessionContext context, Consumer<FtpSession> whenOver) {
        this.ref = ref;
        this.loop = client.loop();
        this.client = client;
        this.context = context;
        this.whenOver = whenOver;
        this.state = client.greeted() ? SessionMachine.greeted() : SessionMachine.initial();
        this.timers = new SessionTimers(loop, context.settings().timeouts(), this::onTimeout);
        this.claims = new DataClaims(this, context.rendezvous(), origin().dataSource());
        this.data = new DataConnections(this, context);
        this.dial = new TargetDial(this, context.target());
    }

    void begin(SessionRules rules) {
        machine = new SessionMachine(rules);
        legs = new ControlLegs(this, client.channel(), context.settings().limits());
        carryOut(() -> {
            report(new SessionFact.Opened(origin().client(), origin().here(), origin().peer()));
            if (client.greeted()) {
                line(LineWatch.Way.PASSAGE_TO_CLIENT, Arrival.GREETING.wire());
            }
            timers.start();
            requireLegs().registerClient(loop);
            dial.begin(requireLegs().serverInitializer());
        });
        flush();
    }

    Origin origin() {
        return client.origin();
    }

    /**
     * The target's control connection stands.
     *
     * @param another whether another target can be tried if this one takes no session
     */
    void targetConnected(Channel server, SessionFact.TargetConnected fact, boolean another) {
        if (state instanceof Ended) {
            server.close();
            return;
        }
        requireLegs().connected(server, context.proxyProtocol().send().bytesOf(origin().sent()));
        report(fact);
        take(new SessionEvent.TargetConnected(another));
    }

    /** The target cannot be connected to, and no other is tried. */
    void targetFailed(SessionFact.TargetFailed fact) {
        report(fact);
        take(new SessionEvent.TargetFailed());
    }

    private void take(SessionEvent event) {
        on(event);
        flush();
    }

    /** Feeds one event; events caused by its own effects come after it. */
    void on(SessionEvent event) {
        events.add(event);
        if (!handling) {
            carryOut(() -> {});
        }
    }

    /** Does something and then what follows from it. */
    private void carryOut(Runnable first) {
        handling = true;
        try {
            first.run();
            for (SessionEvent next = events.poll(); next != null; next = events.poll()) {
                handle(next);
            }
        } catch (RuntimeException fault) {
            LOGGER.error("[{}] a fault of Passage ended this session", ref, fault);
            abandon();
        } finally {
            handling = false;
        }
        adjustReading();
        if (state instanceof Ended ended && ended.transfers() == 0) {
            whenOver.accept(this);
        }
    }

    private void handle(SessionEvent event) {
        timers.touch(event);
        Transition transition = Optional.ofNullable(machine).orElseThrow().next(state, event);
        state = transition.state();
        moving = state.transfers() > 0;
        dial.follow(state);
        transition.effects().forEach(this::perform);
    }

    /** Frees what the session holds, whatever state it is in: what the state says may not have been carried out. */
    private void abandon() {
        timers.stop();
        dial.giveUp();
        requireLegs().reset();
        data.cut();
        claims.abandon();
        // What the queue still held was freed with the rest, and transfers that never began will never end.
        events.clear();
        state = new Ended(SessionEnd.FAULT, data.open());
        if (!endTold) {
            end(SessionEnd.FAULT);
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.ToServer(var command) -> requireLegs().toServer(command.wire());
            case Effect.ToClient(var line) -> requireLegs().toClient(line.wire());
            case Effect.TryAnother(String why) -> {
                requireLegs().leaveServer();
                dial.another(why, requireLegs().serverInitializer());
            }
            case Effect.CloseServerOutput close -> requireLegs().closeServerOutput();
            case Effect.ReservePort(OptionalInt exactly) -> on(claims.reserve(exactly));
            case Effect.ReleasePort(int port) -> {
                timers.cancel(SessionTimer.RESERVATION);
                claims.release(port);
            }
            case Effect.AwaitData await -> timers.awaitData();
            case Effect.JoinData(ReplyKind kind, OptionalInt targetPort) -> join(kind, targetPort);
            case Effect.RefuseData refuse -> claims.refuse();
            case Effect.CutData cut -> data.cut();
            case Effect.AwaitLogin await -> timers.restart(SessionTimer.LOGIN);
            case Effect.AwaitLastWords await -> timers.restart(SessionTimer.LAST_WORDS);
            case Effect.BecomeRelay become -> {
                timers.follow(requireLegs().becomeRelay(loop));
                claims.stand();
            }
            case Effect.End(var end) -> end(end);
            case Effect.Report(SessionFact fact) -> report(fact);
        }
    }

    private void join(ReplyKind kind, OptionalInt targetPort) {
        timers.cancel(SessionTimer.RESERVATION);
        claims.take().ifPresent(connection -> {
            InetSocketAddress target = new InetSocketAddress(
                    requireLegs().serverAddress().getAddress(),
                    targetPort.orElse(connection.reached().getPort()));
            data.join(
                    connection,
                    new DataRoute(kind, dial.target(), target, requireLegs().localAddress()));
        });
    }

    private void end(SessionEnd end) {
        claims.leave();
        requireLegs().close(end);
        endTold = true;
        report(new SessionFact.Closed(end, origin().client().getAddress(), timers.sinceStart()));
        timers.stop();
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public void dataArrived(Accepted connection) {
        boolean foreign = claims.arrived(connection);
        take(new SessionEvent.DataArrived(
                connection.source(), connection.reached(), foreign, timers.sinceAwaitingData()));
    }

    void dataClosed(SessionFact fact) {
        report(fact);
        take(new SessionEvent.DataClosed());
    }

    @Override
    public boolean isMoving() {
        return moving;
    }

    private void onTimeout(SessionTimer timer) {
        if (timer == SessionTimer.CONTROL_IDLE && state instanceof Encrypted && claims.anyStandingMoves()) {
            // Whose transfer it is cannot be seen, so all encrypted sessions of a client live while one moves.
            return;
        }
        take(new SessionEvent.Timeout(timer));
    }

    void drain() {
        loop.execute(() -> take(new SessionEvent.Drain()));
    }

    void silence() {
        loop.execute(() -> {
            requireLegs().silence();
            data.silence();
        });
    }

    void cut() {
        loop.execute(() -> take(new SessionEvent.GraceOver()));
    }

    /** Ends it for an operator. */
    void close() {
        loop.execute(() -> take(new SessionEvent.ClosedByOperator()));
    }

    SessionRef ref() {
        return ref;
    }

    void flush() {
        if (legs != null) {
            legs.flush();
        }
    }

    void adjustReading() {
        // What is handled now is followed by a look of its own; one in the midst would hand on commands that pile up
        // here.
        if (legs != null && !handling) {
            legs.read(state);
        }
    }

    void report(SessionFact fact) {
        context.telemetry().on(new TelemetryEvent.InSession(ref, fact));
    }

    /** Tells of its connections what is told of the hop. */
    void report(HopFact fact) {
        context.telemetry().on(new TelemetryEvent.AtHop(ref.hop(), fact));
    }

    /** For whoever reads along. */
    void line(LineWatch.Way way, byte[] wire) {
        context.lines().line(ref, way, wire);
    }

    private ControlLegs requireLegs() {
        return Optional.ofNullable(legs).orElseThrow();
    }
}
