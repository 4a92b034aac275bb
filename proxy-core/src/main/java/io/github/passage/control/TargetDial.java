package io.github.passage.control;

import io.github.passage.address.HostPort;
import io.github.passage.target.DialCause;
import io.github.passage.target.Dialled;
import io.github.passage.target.Flow;
import io.github.passage.target.TargetConnector;
import io.github.passage.telemetry.ConnectFailure;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.transport.DialFailure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one session gets to its server: a target is chosen and dialled, and where that fails, or it takes no session, another one, each
 * once, before the client has seen anything. Confined to the session's event loop.
 */
final class TargetDial {
    /** Each try may last for the whole connect timeout, and clients do not wait for long. */
    static final int MOST_TRIES = 3;

    private final FtpSession session;
    private final TargetConnector connector;
    private Set<HostPort> tried = Set.of();
    private HostPort target;
    private long begunAt;
    private @Nullable ChannelFuture dialling;
    private boolean givenUp;

    TargetDial(FtpSession session, TargetConnector connector) {
        this.session = session;
        this.connector = connector;
        this.target = connector.name();
    }

    /** The target that was chosen, as the settings name it; of a name the address. */
    HostPort target() {
        return target;
    }

    /** Dials; the session is told what came of it. */
    void begin(ChannelHandler handler) {
        if (connector.ready().isDone()) {
            first(handler);
        } else {
            var _ = connector.ready().thenRunAsync(() -> first(handler), session.loop());
        }
    }

    /**
     * Dials another target, since the one that was connected takes no session; the session is told what came of it.
     *
     * @param why what that one did, in one line
     */
    void another(String why, ChannelHandler handler) {
        passOver(new SessionFact.TargetFailed(target, ConnectFailure.BUSY, why), handler);
    }

    /** Where the session has its server, or has ended, no other will be tried. */
    void follow(SessionState state) {
        switch (state) {
            case SessionState.Active active -> tried = Set.of();
            case SessionState.Ended ended -> giveUp();
            default -> {}
        }
    }

    /** Dials no longer: nobody waits for a server. */
    void giveUp() {
        givenUp = true;
        if (dialling != null) {
            dialling.cancel(false);
        }
    }

    private void first(ChannelHandler handler) {
        if (givenUp) {
            return;
        }
        next(handler)
                .ifPresentOrElse(
                        dialled -> follow(dialled, handler),
                        () -> session.loop().execute(() -> session.targetFailed(nowhere())));
    }

    private SessionFact.TargetFailed nowhere() {
        return target.literal().isPresent()
                ? new SessionFact.TargetFailed(target, ConnectFailure.OTHER, "no target is registered")
                : new SessionFact.TargetFailed(target, ConnectFailure.UNRESOLVED, "no address is known");
    }

    private Optional<Dialled> next(ChannelHandler handler) {
        EventLoop loop = session.loop();
        begunAt = loop.ticker().nanoTime();
        Flow flow = new Flow(session.origin().client(), session.origin().here());
        return connector.connect(loop, flow, tried, handler);
    }

    private void follow(Dialled dialled, ChannelHandler handler) {
        target = dialled.target();
        Set<HostPort> more = new HashSet<>(tried);
        more.add(target);
        tried = Set.copyOf(more);
        dialling = dialled.channel();
        dialling.addListener((ChannelFutureListener) done -> {
            dialling = null;
            if (done.isSuccess()) {
                connected(done.channel());
            } else if (!done.isCancelled()) {
                Throwable cause = done.cause();
                passOver(new SessionFact.TargetFailed(target, DialCause.of(cause), DialFailure.textOf(cause)), handler);
            }
        });
    }

    private void connected(Channel server) {
        Duration took = Duration.ofNanos(session.loop().ticker().nanoTime() - begunAt);
        session.targetConnected(
                server,
                new SessionFact.TargetConnected(
                        target,
                        (InetSocketAddress) server.remoteAddress(),
                        (InetSocketAddress) server.localAddress(),
                        took),
                mayTryMore() && connector.hasOther(tried));
    }

    private boolean mayTryMore() {
        return !givenUp && tried.size() < MOST_TRIES;
    }

    private void passOver(SessionFact.TargetFailed fact, ChannelHandler handler) {
        Optional<Dialled> another = mayTryMore() ? next(handler) : Optional.empty();
        another.ifPresentOrElse(
                dialled -> {
                    session.report(fact);
                    follow(dialled, handler);
                },
                () -> session.targetFailed(fact));
    }
}
