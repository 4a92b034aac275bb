package io.github.passage.control;

import io.github.passage.control.SessionEvent.SessionTimer;
import io.github.passage.control.SessionState.Active;
import io.github.passage.control.SessionState.Encrypted;
import io.github.passage.control.SessionState.Ended;
import io.github.passage.data.Claimant;
import io.github.passage.target.Flow;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.DialFailure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
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
 * both legs and all data connections of the session live; {@link #drain} and {@link #cut} may be called from anywhere.
 */
final class FtpSession implements Claimant {
    private static final Logger LOGGER = LoggerFactory.getLogger(FtpSession.class);
    private final SessionRef ref;
    private final EventLoop loop;
    private final Accepted client;
    private final SessionContext context;
    private final Consumer<FtpSession> whenOver;
    private final SessionTimers timers;
    private final DataConnections data;
    private final Queue<SessionEvent> events = new ArrayDeque<>();
    private SessionState state = SessionMachine.initial();
    private @Nullable SessionMachine machine;
    private @Nullable ControlLegs legs;
    private @Nullable Accepted arrival;
    private volatile boolean moving;
    private boolean handling;

    FtpSession(SessionRef ref, EventLoop loop, Accepted client, SessionContext context, Consumer<FtpSession> whenOver) {
        this.ref = ref;
        this.loop = loop;
        this.client = client;
        this.context = context;
        this.whenOver = whenOver;
        this.timers = new SessionTimers(loop, context.settings().timeouts(), this::onTimeout);
        this.data = new DataConnections(this, context);
    }

    void begin(SessionRules rules) {
        machine = new SessionMachine(rules);
        legs = new ControlLegs(this, client.channel(), context.settings().limits());
        report(new SessionFact.Opened(client.source(), client.reached()));
        timers.start();
        legs.registerClient(loop);
        context.target()
                .connect(loop, new Flow(client.source(), client.reached()), legs.serverInitializer())
                .ifPresentOrElse(
                        dialled -> dialled.addListener((ChannelFutureListener) this::targetDialled),
                        () -> loop.execute(() -> noTarget("no target is registered")));
    }

    private void targetDialled(ChannelFuture dialled) {
        if (dialled.isSuccess()) {
            Channel server = dialled.channel();
            if (state instanceof Ended) {
                server.close();
                return;
            }
            requireLegs().connected(server);
            report(new SessionFact.TargetConnected(
                    (InetSocketAddress) server.remoteAddress(), (InetSocketAddress) server.localAddress()));
            on(new SessionEvent.TargetConnected());
        } else {
            noTarget(DialFailure.textOf(dialled.cause()));
        }
        flush();
    }

    private void noTarget(String reason) {
        report(new SessionFact.TargetFailed(context.target().name().toString(), reason));
        on(new SessionEvent.TargetFailed());
        flush();
    }

    /** Feeds one event; events caused by its own effects come after it. */
    void on(SessionEvent event) {
        events.add(event);
        if (handling) {
            return;
        }
        handling = true;
        try {
            for (SessionEvent next = events.poll(); next != null; next = events.poll()) {
                handle(next);
            }
        } catch (RuntimeException fault) {
            LOGGER.error("[{}] a fault of Passage ended this session", ref, fault);
            events.clear();
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
        touch(event);
        Transition transition = requireMachine().next(state, event);
        state = transition.state();
        moving = state.transfers() > 0;
        transition.effects().forEach(this::perform);
    }

    /** Frees what the session holds, whatever state it is in. */
    private void abandon() {
        if (!(state instanceof Ended)) {
            state = new Ended(SessionEnd.FAULT, state.transfers());
            end(SessionEnd.FAULT);
        }
        refuseArrival();
    }

    private void touch(SessionEvent event) {
        switch (event) {
            case SessionEvent.ClientSent sent -> timers.touch();
            case SessionEvent.ServerSent sent -> timers.touch();
            case SessionEvent.DataClosed closed -> timers.touch();
            default -> {}
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.ToServer(var command) -> requireLegs().toServer(command.wire());
            case Effect.ToClient(var line) -> requireLegs().toClient(line.wire());
            case Effect.CloseServerOutput close -> requireLegs().closeServerOutput();
            case Effect.ReservePort(OptionalInt exactly) -> reserve(exactly);
            case Effect.ReleasePort(int port) -> release(port);
            case Effect.AwaitData await -> timers.restart(SessionTimer.RESERVATION);
            case Effect.JoinData(OptionalInt targetPort) -> join(targetPort);
            case Effect.RefuseData refuse -> refuseArrival();
            case Effect.CutData cut -> data.cut();
            case Effect.AwaitLogin await -> timers.restart(SessionTimer.LOGIN);
            case Effect.AwaitLastWords await -> timers.restart(SessionTimer.LAST_WORDS);
            case Effect.BecomeRelay become -> becomeRelay();
            case Effect.End(var end) -> end(end);
            case Effect.Report(SessionFact fact) -> report(fact);
        }
    }

    private void reserve(OptionalInt exactly) {
        OptionalInt port;
        if (exactly.isEmpty()) {
            port = context.rendezvous().reserve(clientAddress(), this);
        } else {
            port = context.rendezvous().reserve(exactly.getAsInt(), clientAddress(), this)
                    ? exactly
                    : OptionalInt.empty();
        }
        on(port.isPresent() ? new SessionEvent.PortReserved(port.getAsInt()) : new SessionEvent.PortUnavailable());
    }

    private void release(int port) {
        timers.cancel(SessionTimer.RESERVATION);
        context.rendezvous().release(port, clientAddress(), this);
    }

    private void join(OptionalInt targetPort) {
        timers.cancel(SessionTimer.RESERVATION);
        Accepted connection = arrival;
        arrival = null;
        if (connection != null) {
            int reached = connection.reached().getPort();
            // A connection for an earlier reservation of this port may have been taken for this one, which then still
            // stands.
            context.rendezvous().release(reached, clientAddress(), this);
            data.join(connection.channel(), requireLegs().server(), targetPort.orElse(reached));
        }
    }

    private void refuseArrival() {
        if (arrival != null) {
            arrival.refuse();
            arrival = null;
        }
    }

    private void becomeRelay() {
        timers.follow(requireLegs().becomeRelay(loop));
        context.rendezvous().stand(clientAddress(), this);
    }

    private void end(SessionEnd end) {
        context.rendezvous().leave(clientAddress(), this);
        requireLegs().close(end);
        report(new SessionFact.Closed(end, clientAddress(), timers.sinceStart()));
        timers.stop();
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public void dataArrived(Accepted connection) {
        arrival = connection;
        boolean foreign = !connection.source().getAddress().equals(clientAddress());
        on(new SessionEvent.DataArrived(connection.source(), connection.reached(), foreign));
        flush();
    }

    private InetAddress clientAddress() {
        return client.source().getAddress();
    }

    /** A data connection of this session is closed. */
    void dataClosed(SessionFact fact) {
        report(fact);
        on(new SessionEvent.DataClosed());
        flush();
    }

    @Override
    public boolean isMoving() {
        return moving;
    }

    private void onTimeout(SessionTimer timer) {
        if (timer == SessionTimer.CONTROL_IDLE
                && state instanceof Encrypted
                && context.rendezvous().anyStandingMoves(clientAddress())) {
            // Whose transfer it is cannot be seen, so all encrypted sessions of a client live while one moves.
            return;
        }
        on(new SessionEvent.Timeout(timer));
        flush();
    }

    void drain() {
        loop.execute(() -> {
            on(new SessionEvent.Drain());
            flush();
        });
    }

    void silence() {
        loop.execute(() -> {
            requireLegs().silence();
            data.silence();
        });
    }

    void cut() {
        loop.execute(() -> {
            on(new SessionEvent.GraceOver());
            flush();
        });
    }

    void flush() {
        if (legs != null) {
            legs.flush();
        }
    }

    /** Reads each side only while the other can take more, and the client only while its replies do not pile up. */
    void adjustReading() {
        if (legs != null && state instanceof Active active) {
            legs.read(!active.pending().isFull());
        }
    }

    void report(SessionFact fact) {
        context.telemetry().on(new TelemetryEvent.InSession(ref, fact));
    }

    private SessionMachine requireMachine() {
        return Optional.ofNullable(machine).orElseThrow();
    }

    private ControlLegs requireLegs() {
        return Optional.ofNullable(legs).orElseThrow();
    }
}
