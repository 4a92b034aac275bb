package io.github.passage.control;

import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.relay.Pace;
import io.github.passage.relay.Relay;
import io.github.passage.relay.RelayLeg;
import io.github.passage.relay.RelayOutcome;
import io.github.passage.relay.RelaySettings;
import io.github.passage.target.DialCause;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.DataProgress;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.DialFailure;
import io.github.passage.transport.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data connections of one session that have arrived and are not closed yet. Confined to the session's event loop. */
final class DataConnections {
    private static final Logger LOGGER = LoggerFactory.getLogger(DataConnections.class);

    private final FtpSession session;
    private final SessionContext context;
    private final Optional<Pace> pace;
    private final Set<Link> links = new HashSet<>();

    DataConnections(FtpSession session, SessionContext context) {
        this.session = session;
        this.context = context;
        OptionalLong limit = context.settings().sessionLimits().bytesPerSecond();
        this.pace = limit.isEmpty() ? Optional.empty() : Optional.of(new Pace(limit.getAsLong(), session.loop()));
    }

    /**
     * Connects an arrived data connection to the server.
     *
     * @param connection not registered; takes ownership
     * @param route where it leads
     */
    void join(Accepted connection, DataRoute route) {
        Link link = new Link(connection, route, now());
        links.add(link);
        orCut(link, () -> dial(link));
    }

    /** No fault of Passage may leave a link open: its session would never be over. */
    private void orCut(Link link, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException fault) {
            LOGGER.error("[{}] a fault of Passage ended a data connection", session.ref(), fault);
            link.cut = true;
            link.reset();
            closed(link, RelayOutcome.ofNothing(DataEnd.CUT));
        }
    }

    private void dial(Link link) {
        DataRoute route = link.route;
        Channel channel = link.connection.channel();
        RelayLeg clientLeg = RelayLeg.of(channel);
        RelayLeg targetLeg = new RelayLeg();
        session.loop().register(channel);
        LateHeader.expectAt(clientLeg, session, context, link.connection, () -> cut(link));
        context.target()
                .connectData(session.loop(), route.to(), route.from(), targetLeg)
                .addListener((ChannelFutureListener) dialled -> {
                    if (dialled.isSuccess()) {
                        link.target = dialled.channel();
                        orCut(link, () -> connected(link, clientLeg, targetLeg));
                    } else {
                        failed(link, dialled.cause());
                    }
                });
    }

    private void connected(Link link, RelayLeg clientLeg, RelayLeg targetLeg) {
        DataRoute route = link.route;
        DataProgress progress = new DataProgress(clientLeg::received, targetLeg::received);
        session.report(new SessionFact.DataTargetConnected(
                link.connection.source(), route.name(), route.to(), since(link.arrivedAt), progress));
        if (!link.connection.channel().isOpen()) {
            // It was cut or reset during the dial, and a closed channel has no handlers that could be joined.
            link.reset();
            closed(link, RelayOutcome.ofNothing(DataEnd.CLIENT_RESET));
            return;
        }
        sendHeader(link);
        pace.ifPresent(held -> held.over(clientLeg, targetLeg));
        link.relay = Relay.join(
                clientLeg,
                targetLeg,
                RelaySettings.endAfter(context.settings().timeouts().dataIdle(), context.splicing(), context.traffic()),
                outcome -> closed(link, outcome));
    }

    private void sendHeader(Link link) {
        Channel target = link.target;
        if (target != null) {
            ProxyHeader header = session.origin().sent(link.connection.source(), link.connection.reached());
            context.proxyProtocol().send().bytesOf(header).ifPresent(bytes -> {
                target.writeAndFlush(Unpooled.wrappedBuffer(bytes));
            });
        }
    }

    private void failed(Link link, Throwable cause) {
        // Where the connection was cut meanwhile, nobody wants to know any more whether there is a server.
        if (!link.cut) {
            DataRoute route = link.route;
            session.report(new SessionFact.DataTargetFailed(
                    route.name(), route.to(), route.kind(), DialCause.of(cause), DialFailure.textOf(cause)));
        }
        link.reset();
        closed(link, RelayOutcome.ofNothing(DataEnd.TARGET_UNREACHABLE));
    }

    /** Lets all fall silent. */
    void silence() {
        for (Link link : links) {
            Transport.silence(link.connection.channel());
            if (link.target != null) {
                Transport.silence(link.target);
            }
        }
    }

    /** How many there are. */
    int open() {
        return links.size();
    }

    /** Resets all; each reports its end. */
    void cut() {
        new ArrayList<>(links).forEach(DataConnections::cut);
    }

    private static void cut(Link link) {
        link.cut = true;
        if (link.relay == null) {
            link.reset();
        } else {
            // What is on its way is not waited for, as it would be after a peer's reset.
            link.relay.cut();
        }
    }

    private void closed(Link link, RelayOutcome outcome) {
        if (!links.remove(link)) {
            // The relay of a link that a fault has ended tells of its end once more.
            return;
        }
        session.dataClosed(new SessionFact.DataClosed(
                link.connection.source(),
                link.route.kind(),
                outcome.fromClient(),
                outcome.fromTarget(),
                outcome.spliced(),
                firstByte(link, outcome.firstByteAt()),
                link.cut ? DataEnd.CUT : outcome.end(),
                since(link.arrivedAt)));
    }

    private static Optional<Duration> firstByte(Link link, OptionalLong at) {
        return at.isEmpty() ? Optional.empty() : Optional.of(Duration.ofNanos(at.getAsLong() - link.arrivedAt));
    }

    private Duration since(long then) {
        return Duration.ofNanos(now() - then);
    }

    private long now() {
        return session.loop().ticker().nanoTime();
    }

    private static final class Link {
        private final Accepted connection;
        private final DataRoute route;
        private final long arrivedAt;
        private @Nullable Channel target;
        private @Nullable Relay relay;
        private boolean cut;

        Link(Accepted connection, DataRoute route, long arrivedAt) {
            this.connection = connection;
            this.route = route;
            this.arrivedAt = arrivedAt;
        }

        void reset() {
            Channel client = connection.channel();
            if (client.isRegistered() || !client.isOpen()) {
                Transport.reset(client);
            } else {
                connection.refuse();
            }
            if (target != null) {
                Transport.reset(target);
            }
        }
    }
}
