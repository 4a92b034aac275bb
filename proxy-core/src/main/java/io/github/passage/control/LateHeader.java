package io.github.passage.control;

import io.github.passage.proxyprotocol.HeaderReader;
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Expectation;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import io.github.passage.relay.RelayLeg;
import io.github.passage.telemetry.HeaderFault;
import io.github.passage.telemetry.HopFact;
import io.github.passage.transport.Accepted;
import java.time.Duration;

/**
 * The PROXY header in front of a data connection's first bytes, of which the server must see none. The connection is the session's
 * already, by the load balancer node that it came from; a header that names another client cuts it. Whoever only downloads sends no
 * bytes, and no header; as one could still come, such a connection is copied and not spliced.
 */
final class LateHeader implements HeaderReader.Listener {
    private static final String READER = "proxy-header";

    private final FtpSession session;
    private final SessionContext context;
    private final Accepted connection;
    private final Runnable cut;
    private final Expectation expected;

    private LateHeader(
            FtpSession session, SessionContext context, Accepted connection, Runnable cut, Expectation expected) {
        this.session = session;
        this.context = context;
        this.connection = connection;
        this.cut = cut;
        this.expected = expected;
    }

    /**
     * Adds what takes the header off, if one may come, before the leg of a channel that is registered; on the event loop.
     *
     * @param cut ends the data connection
     */
    static void expectAt(RelayLeg leg, FtpSession session, SessionContext context, Accepted connection, Runnable cut) {
        ProxyProtocolSettings settings = context.proxyProtocol();
        if (settings.header() == Placement.FIRST) {
            return;
        }
        Expectation expected = settings.expectationOf(connection.source().getAddress());
        if (expected == Expectation.HEADER || expected == Expectation.MAYBE) {
            HeaderReader.Wait wait = new HeaderReader.Wait(Duration.ZERO, settings.timeout());
            LateHeader late = new LateHeader(session, context, connection, cut, expected);
            leg.putBefore(READER, new HeaderReader(wait, late));
        }
    }

    @Override
    public void client(ProxyHeader header) {
        if (!context.rendezvous()
                .isSame(header.source().getAddress(), session.origin().client().getAddress())) {
            rejected(HeaderFault.FOREIGN, "a data connection of another client than the session's");
            return;
        }
        session.report(new HopFact.HeaderAccepted(connection.source(), connection.reached(), header.source()));
        pass();
    }

    @Override
    public void nobody() {
        rejected(HeaderFault.NO_CLIENT, "a data connection of nobody");
    }

    @Override
    public void leftSilently() {
        pass();
    }

    @Override
    public void rejected(HeaderFault fault, String reason) {
        if (expected == Expectation.MAYBE && (fault == HeaderFault.MISSING || fault == HeaderFault.CLOSED)) {
            pass();
            return;
        }
        session.report(new HopFact.HeaderRejected(connection.source(), connection.reached(), fault, reason));
        cut.run();
    }

    /** What came goes on. */
    private void pass() {
        connection.channel().pipeline().remove(READER);
    }
}
