package io.github.passage.sessions;

import io.github.passage.address.HostPort;
import io.github.passage.passive.PolicyKind;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.DataProgress;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Facts of a session from 192.0.2.7 that reached 198.51.100.1, where a server at 10.0.0.9 announces 10.0.0.9. */
final class SessionFacts {
    static final InetSocketAddress SOURCE = new InetSocketAddress("192.0.2.7", 40_002);

    private SessionFacts() {}

    static SessionFact opened() {
        return new SessionFact.Opened(
                new InetSocketAddress("192.0.2.7", 40_001), new InetSocketAddress("198.51.100.1", 21));
    }

    static SessionFact connected() {
        return new SessionFact.TargetConnected(
                new HostPort("10.0.0.9", 21),
                new InetSocketAddress("10.0.0.9", 21),
                new InetSocketAddress("10.0.0.1", 50_000),
                Duration.ofMillis(2));
    }

    static SessionFact pasv(int announced, int port) {
        return new SessionFact.PassiveAdvertised(
                Optional.of(ip4("10.0.0.9")),
                announced,
                Optional.of(ip4("198.51.100.1")),
                port,
                port,
                PolicyKind.CONTROL);
    }

    static SessionFact epsv(int announced, int port) {
        return new SessionFact.PassiveAdvertised(
                Optional.empty(), announced, Optional.empty(), port, port, PolicyKind.CONTROL);
    }

    static SessionFact arrived(int port) {
        return arrived(SOURCE, port);
    }

    static SessionFact arrived(InetSocketAddress source, int port) {
        return new SessionFact.DataArrived(
                source, new InetSocketAddress("198.51.100.1", port), false, ReplyKind.PASV, Optional.empty());
    }

    static SessionFact dataConnected(InetSocketAddress source, AtomicLong fromClient, AtomicLong fromTarget) {
        return new SessionFact.DataTargetConnected(
                source,
                new HostPort("10.0.0.9", 21),
                new InetSocketAddress("10.0.0.9", 5000),
                Duration.ofMillis(2),
                new DataProgress(fromClient::get, fromTarget::get));
    }

    static SessionFact dataClosed(long fromClient, long fromTarget) {
        return dataClosed(SOURCE, fromClient, fromTarget);
    }

    static SessionFact dataClosed(InetSocketAddress source, long fromClient, long fromTarget) {
        return new SessionFact.DataClosed(
                source,
                ReplyKind.PASV,
                fromClient,
                fromTarget,
                0,
                Optional.empty(),
                DataEnd.COMPLETED,
                Duration.ofMillis(40));
    }

    static SessionFact closed() {
        return new SessionFact.Closed(SessionEnd.QUIT, ip4("192.0.2.7"), Duration.ofSeconds(3));
    }

    private static Inet4Address ip4(String literal) {
        try {
            return (Inet4Address) InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
