package io.github.passage.data;

import io.github.passage.proxyprotocol.HeaderReader;
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import io.github.passage.relay.RelayLeg;
import io.github.passage.telemetry.HeaderFault;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Reads the PROXY header of arriving data connections where it comes first, so that {@link DataPorts} gets each as if its client had
 * come by itself. Where headers come late they are the session's affair, which is found by the load balancer node.
 *
 * <p>A connection waits on any event loop; when its client is known it is taken off that loop and goes to its session's. What came
 * behind the header is kept by its {@link RelayLeg}.
 */
public final class DataHeaders implements AcceptListener {
    private static final String READER = "proxy-header";

    /** Load balancers send the header with the connection, so few wait at any time. */
    private static final int MOST_WAITING = 1024;

    private final String hop;
    private final Supplier<ProxyProtocolSettings> settings;
    private final Transport transport;
    private final AcceptListener ports;
    private final TelemetryListener telemetry;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * None yet.
     *
     * @param hop the hop's name
     * @param settings whose headers are read now
     * @param transport gives those that wait an event loop
     * @param ports takes the connections whose source is known
     * @param telemetry told of headers
     */
    public DataHeaders(
            String hop,
            Supplier<ProxyProtocolSettings> settings,
            Transport transport,
            AcceptListener ports,
            TelemetryListener telemetry) {
        this.hop = hop;
        this.settings = settings;
        this.transport = transport;
        this.ports = ports;
        this.telemetry = telemetry;
    }

    @Override
    public void accepted(Accepted connection) {
        ProxyProtocolSettings now = settings.get();
        switch (now.expectationOf(connection.source().getAddress())) {
            case NOTHING -> ports.accepted(connection);
            case REFUSED -> {
                connection.refuse();
                reject(connection, HeaderFault.UNTRUSTED, "a source not trusted to send a PROXY header");
            }
            case HEADER, MAYBE -> {
                if (now.header() == Placement.LATE) {
                    ports.accepted(connection);
                } else {
                    await(connection, now.timeout());
                }
            }
        }
    }

    private void await(Accepted connection, Duration timeout) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            connection.refuse();
            reject(connection, HeaderFault.TOO_MANY, MOST_WAITING + " data connections wait for their PROXY header");
            return;
        }
        ChannelPipeline pipeline = connection.channel().pipeline();
        HeaderReader.Wait wait = HeaderReader.Wait.atOnce(timeout);
        pipeline.addLast(READER, new HeaderReader(wait, new Waiting(connection)));
        pipeline.addLast(new RelayLeg());
        transport.nextLoop().register(connection.channel()).addListener(registered -> {
            if (!registered.isSuccess()) {
                waiting.decrementAndGet();
            }
        });
    }

    @Override
    public void acceptFailed(Throwable cause) {
        ports.acceptFailed(cause);
    }

    private void reject(Accepted connection, HeaderFault fault, String reason) {
        report(new HopFact.HeaderRejected(connection.source(), connection.reached(), fault, reason));
    }

    private void report(HopFact fact) {
        telemetry.on(new TelemetryEvent.AtHop(hop, fact));
    }

    private final class Waiting implements HeaderReader.Listener {
        private final Accepted connection;

        Waiting(Accepted connection) {
            this.connection = connection;
        }

        @Override
        public void client(ProxyHeader header) {
            waiting.decrementAndGet();
            report(new HopFact.HeaderAccepted(connection.source(), connection.reached(), header.source()));
            Channel channel = connection.channel();
            channel.pipeline().remove(READER);
            Accepted known = new Accepted(channel, header.source(), connection.reached());
            channel.deregister().addListener(left -> {
                // One that was reset meanwhile is closed, and claims nothing.
                if (left.isSuccess() && channel.isOpen()) {
                    ports.accepted(known);
                } else {
                    Transport.reset(channel);
                }
            });
        }

        @Override
        public void nobody() {
            rejected(HeaderFault.NO_CLIENT, "a data connection of nobody");
        }

        @Override
        public void rejected(HeaderFault fault, String reason) {
            waiting.decrementAndGet();
            reject(connection, fault, reason);
            Transport.reset(connection.channel());
        }
    }
}
