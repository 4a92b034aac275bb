package io.github.passage.control;

import io.github.passage.passive.AdvertisedAddress;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.Transport;
import io.netty.channel.EventLoop;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of one hop: begins them, counts them, drains them. Any thread may call it. */
public final class FtpSessions implements AcceptListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(FtpSessions.class);

    private final String hop;
    private final SessionContext context;
    private final AtomicLong numbers = new AtomicLong();
    private final Set<FtpSession> live = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile PassiveAddressPolicy policy;
    private volatile boolean draining;

    /**
     * No sessions yet.
     *
     * @param hop the hop's name
     * @param context what its sessions share
     */
    public FtpSessions(String hop, SessionContext context) {
        this.hop = hop;
        this.context = context;
        this.policy = context.settings().passiveAddress();
    }

    /** Sets the passive address policy of the sessions that begin from now on. */
    public void passiveAddress(PassiveAddressPolicy next) {
        policy = next;
    }

    @Override
    public void accepted(Accepted connection) {
        InetAddress client = connection.source().getAddress();
        InetAddress reached = connection.reached().getAddress();
        EventLoop loop = context.transport().nextLoop();
        PassiveAddressPolicy current = policy;
        CompletionStage<List<Inet4Address>> answers = current.nameNeeded(client)
                .map(context.names()::lookUp)
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
        var _ = answers.thenAcceptAsync(found -> begin(loop, connection, current.decide(client, reached, found)), loop)
                .whenComplete((begun, fault) -> {
                    if (fault != null) {
                        lost(connection, fault);
                    }
                });
    }

    private void lost(Accepted connection, Throwable fault) {
        LOGGER.warn("[{}] no session could begin for {}: {}", hop, connection.source(), fault.toString());
        if (connection.channel().isRegistered()) {
            Transport.reset(connection.channel());
        } else {
            connection.refuse();
        }
    }

    private void begin(EventLoop loop, Accepted connection, AdvertisedAddress advertised) {
        if (draining) {
            connection.refuse();
            return;
        }
        SessionRef ref = new SessionRef(hop, numbers.incrementAndGet());
        FtpSession session = new FtpSession(ref, loop, connection, context, this::over);
        live.add(session);
        if (draining) {
            // Draining began between the look above and here, and may have missed this session.
            session.drain();
        }
        session.begin(context.settings().rules(advertised));
    }

    @Override
    public void acceptFailed(Throwable cause) {
        context.telemetry()
                .on(new TelemetryEvent.AtHop(hop, new HopFact.AcceptFailed(String.valueOf(cause.getMessage()))));
    }

    /** Sessions with an open control connection or a transfer under way. */
    public int open() {
        return live.size();
    }

    /**
     * Lets each session end with 421 as soon as nobody waits for anything.
     *
     * @return done when none is left
     */
    public CompletableFuture<Void> drain() {
        draining = true;
        live.forEach(FtpSession::drain);
        completeWhenEmpty();
        return drained;
    }

    /** Lets the connections of every session fall silent. */
    public void silence() {
        live.forEach(FtpSession::silence);
    }

    /** Resets the connections of every session; new ones may come. */
    public void reset() {
        live.forEach(FtpSession::cut);
    }

    /** Ends every session now, transfers included. */
    public void cut() {
        draining = true;
        live.forEach(FtpSession::cut);
        completeWhenEmpty();
    }

    private void over(FtpSession session) {
        live.remove(session);
        completeWhenEmpty();
    }

    private void completeWhenEmpty() {
        if (draining && live.isEmpty()) {
            drained.complete(null);
        }
    }
}
