package io.github.passage.control;

import io.github.passage.ftp.ReplyLine;
import io.github.passage.proxyprotocol.HeaderGuard;
import io.github.passage.proxyprotocol.HeaderReader;
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Expectation;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import io.github.passage.telemetry.HeaderFault;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Finds out whose each control connection is, by its PROXY header where it begins with one. Where the header comes late, with the
 * client's first bytes, Passage greets the client first, who would say nothing otherwise.
 *
 * <p>Any thread may call it.
 */
final class ControlHeaders {
    /** The name of the handler that holds what came behind a header; the session takes it out. */
    static final String READER = "proxy-header";

    /**
     * Silent clients wait for their login time where headers come late, before any limit of sessions counts them. When so many wait,
     * the one that has waited longest makes room: whoever holds connections open and says nothing must not shut the others out.
     */
    static final int MOST_WAITING = 4096;

    private static final String GUARD = "proxy-header-guard";

    private final String hop;
    private final int mostWaiting;
    /** Those that have waited longest first; every look at all of them holds its lock. */
    private final SequencedMap<Channel, Waiting> waiting = new LinkedHashMap<>();

    private volatile boolean closed;

    /**
     * None yet.
     *
     * @param mostWaiting how many connections may wait for their header at once
     */
    ControlHeaders(String hop, int mostWaiting) {
        this.hop = hop;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Finds out whose a connection is.
     *
     * @param context what its session will be part of
     * @param door told what came of it
     */
    void accepted(Accepted connection, SessionContext context, Door door) {
        Waiting guest = new Waiting(connection, context, door);
        switch (guest.expected) {
            case NOTHING -> {
                if (guest.settings.accept() != Accept.OFF) {
                    connection.channel().pipeline().addLast(GUARD, new HeaderGuard(() -> {
                        guest.report(HeaderFault.UNTRUSTED, "a PROXY header of a source not trusted");
                        Transport.reset(connection.channel());
                    }));
                }
                door.known(guest.arrival(Optional.empty(), false));
            }
            case REFUSED -> {
                connection.refuse();
                guest.report(HeaderFault.UNTRUSTED, "a source not trusted to send a PROXY header");
                door.gone();
            }
            case HEADER, MAYBE -> await(guest);
        }
    }

    private void await(Waiting guest) {
        ProxyProtocolSettings settings = guest.settings;
        HeaderReader.Wait wait = guest.isLate()
                ? new HeaderReader.Wait(guest.context.settings().timeouts().login(), settings.timeout())
                : HeaderReader.Wait.atOnce(settings.timeout());
        Channel channel = guest.connection.channel();
        channel.pipeline().addLast(READER, new HeaderReader(wait, guest));
        List<Waiting> crowdedOut = letWait(channel, guest);
        channel.closeFuture().addListener(shut -> leave(channel).ifPresent(left -> left.door.gone()));
        guest.context.transport().nextLoop().register(channel).addListener(registered -> {
            if (closed) {
                turnAway(channel);
            } else if (guest.crowdedOut) {
                Transport.reset(channel);
            }
        });
        crowdedOut.forEach(this::makeRoom);
    }

    /** Those that wait too long now that one more does. */
    private List<Waiting> letWait(Channel channel, Waiting guest) {
        synchronized (waiting) {
            waiting.put(channel, guest);
            List<Waiting> crowdedOut = new ArrayList<>();
            while (waiting.size() > mostWaiting) {
                crowdedOut.add(waiting.pollFirstEntry().getValue());
            }
            return crowdedOut;
        }
    }

    private void makeRoom(Waiting guest) {
        guest.report(
                HeaderFault.TOO_MANY, "more than " + mostWaiting + " control connections wait for their PROXY header");
        guest.crowdedOut = true;
        guest.door.gone();
        Channel channel = guest.connection.channel();
        // One that is being registered looks itself afterwards.
        if (channel.isRegistered()) {
            Transport.reset(channel);
        }
    }

    /** Takes one out; empty if somebody did before. */
    private Optional<Waiting> leave(Channel channel) {
        synchronized (waiting) {
            return Optional.ofNullable(waiting.remove(channel));
        }
    }

    private List<Channel> all() {
        synchronized (waiting) {
            return List.copyOf(waiting.keySet());
        }
    }

    /** Turns away whoever waits, and who comes from now on. */
    void close() {
        closed = true;
        for (Channel channel : all()) {
            // One that is being registered looks itself afterwards.
            if (channel.isRegistered()) {
                channel.eventLoop().execute(() -> turnAway(channel));
            }
        }
    }

    private void turnAway(Channel channel) {
        leave(channel).ifPresent(guest -> turnAway(channel, guest));
    }

    private static void turnAway(Channel channel, Waiting guest) {
        guest.door.gone();
        if (guest.isLate()) {
            ReplyLine goodbye = ReplyLine.of(421, EndRules.SHUTTING_DOWN);
            channel.writeAndFlush(Unpooled.wrappedBuffer(goodbye.wire())).addListener(ChannelFutureListener.CLOSE);
        } else {
            Transport.reset(channel);
        }
    }

    /** Lets whoever waits fall silent. */
    void silence() {
        all().forEach(Transport::silence);
    }

    /** Resets whoever waits; others may come. */
    void reset() {
        all().forEach(Transport::reset);
    }

    /** Told once of each connection what came of it. */
    interface Door {
        /** The client is known; on the connection's event loop, if it has one already. */
        void known(Arrival arrival);

        /** The connection is closed, or about to be; nobody is known. */
        void gone();
    }

    private final class Waiting implements HeaderReader.Listener {
        private final Accepted connection;
        private final SessionContext context;
        private final Door door;
        private final ProxyProtocolSettings settings;
        private final Expectation expected;
        /** Told of already. */
        private volatile boolean crowdedOut;

        Waiting(Accepted connection, SessionContext context, Door door) {
            this.connection = connection;
            this.context = context;
            this.door = door;
            this.settings = context.proxyProtocol();
            this.expected = settings.expectationOf(connection.source().getAddress());
        }

        boolean isLate() {
            return settings.header() == Placement.LATE;
        }

        Arrival arrival(Optional<ProxyHeader> header, boolean greeted) {
            Channel channel = connection.channel();
            return new Arrival(
                    channel.isRegistered()
                            ? channel.eventLoop()
                            : context.transport().nextLoop(),
                    connection,
                    new Origin(connection.source(), connection.reached(), header, settings.header()),
                    greeted);
        }

        @Override
        public void begun() {
            if (isLate()) {
                connection.channel().writeAndFlush(Unpooled.wrappedBuffer(Arrival.GREETING.wire()));
            }
        }

        @Override
        public void client(ProxyHeader header) {
            report(new HopFact.HeaderAccepted(connection.source(), connection.reached(), header.source()));
            go(Optional.of(header));
        }

        @Override
        public void nobody() {
            report(new HopFact.HeaderAccepted(connection.source(), connection.reached(), connection.source()));
            go(Optional.empty());
        }

        @Override
        public void rejected(HeaderFault fault, String reason) {
            if (fault == HeaderFault.MISSING && expected == Expectation.MAYBE) {
                go(Optional.empty());
                return;
            }
            if (!crowdedOut) {
                report(fault, reason);
            }
            Transport.reset(connection.channel());
        }

        @Override
        public void leftSilently() {
            if (isLate()) {
                // Whoever only looks whether somebody listens sends no first bytes.
                connection.channel().close();
            } else {
                rejected(HeaderFault.CLOSED, "the connection ended before its PROXY header");
            }
        }

        private void go(Optional<ProxyHeader> header) {
            leave(connection.channel()).ifPresent(waited -> door.known(arrival(header, isLate())));
        }

        void report(HeaderFault fault, String reason) {
            report(new HopFact.HeaderRejected(connection.source(), connection.reached(), fault, reason));
        }

        private void report(HopFact fact) {
            context.telemetry().on(new TelemetryEvent.AtHop(hop, fact));
        }
    }
}
