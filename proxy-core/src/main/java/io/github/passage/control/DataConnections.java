package io.github.passage.control;

import io.github.passage.relay.Relay;
import io.github.passage.relay.RelayLeg;
import io.github.passage.relay.RelaySettings;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.transport.DialFailure;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data connections of one session that have arrived and are not closed yet. Confined to the session's event loop. */
final class DataConnections {
    private final FtpSession session;
    private final SessionContext context;
    private final Set<Link> links = new HashSet<>();

    DataConnections(FtpSession session, SessionContext context) {
        this.session = session;
        this.context = context;
    }

    /**
     * Connects an arrived data connection to the server.
     *
     * @param connection not registered yet; takes ownership
     * @param control the server's control connection, of which both addresses are used again
     * @param targetPort the server's data port
     */
    void join(Channel connection, Channel control, int targetPort) {
        RelayLeg clientLeg = new RelayLeg();
        RelayLeg targetLeg = new RelayLeg();
        connection.pipeline().addLast(clientLeg);
        session.loop().register(connection);
        InetSocketAddress to =
                new InetSocketAddress(((InetSocketAddress) control.remoteAddress()).getAddress(), targetPort);
        InetSocketAddress from = (InetSocketAddress) control.localAddress();
        Link link = new Link(connection, session.loop().ticker().nanoTime());
        links.add(link);
        context.target()
                .connectData(session.loop(), to, from.getAddress(), targetLeg)
                .addListener((ChannelFutureListener) dialled -> {
                    if (dialled.isSuccess()) {
                        link.target = dialled.channel();
                        connected(link, clientLeg, targetLeg);
                    } else {
                        session.report(new SessionFact.DataTargetFailed(to, DialFailure.textOf(dialled.cause())));
                        Transport.reset(connection);
                        closed(link, 0, 0, DataEnd.TARGET_UNREACHABLE);
                    }
                });
    }

    private void connected(Link link, RelayLeg clientLeg, RelayLeg targetLeg) {
        link.relay = Relay.join(
                clientLeg,
                targetLeg,
                RelaySettings.endAfter(context.settings().timeouts().dataIdle(), context.splicing()),
                outcome -> closed(link, outcome.fromClient(), outcome.fromTarget(), outcome.end()));
    }

    /** Lets all fall silent. */
    void silence() {
        for (Link link : links) {
            Transport.silence(link.connection);
            if (link.target != null) {
                Transport.silence(link.target);
            }
        }
    }

    /** Resets all; each reports its end. */
    void cut() {
        List<Link> now = new ArrayList<>(links);
        for (Link link : now) {
            link.cut = true;
            if (link.relay == null) {
                Transport.reset(link.connection);
            } else {
                // What is on its way is not waited for, as it would be after a peer's reset.
                link.relay.cut();
            }
        }
    }

    private void closed(Link link, long fromClient, long fromTarget, DataEnd end) {
        links.remove(link);
        Duration took = Duration.ofNanos(session.loop().ticker().nanoTime() - link.arrivedAt);
        DataEnd cause = link.cut ? DataEnd.CUT : end;
        session.dataClosed(new SessionFact.DataClosed(fromClient, fromTarget, cause, took));
    }

    private static final class Link {
        private final Channel connection;
        private final long arrivedAt;
        private @Nullable Channel target;
        private @Nullable Relay relay;
        private boolean cut;

        Link(Channel connection, long arrivedAt) {
            this.connection = connection;
            this.arrivedAt = arrivedAt;
        }
    }
}
