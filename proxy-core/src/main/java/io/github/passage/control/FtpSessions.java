package io.github.passage.control;

import io.github.passage.control.SessionAdmission.Decision;
import io.github.passage.control.SessionAdmission.Permit;
import io.github.passage.passive.ClientView;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.Accepted;
import io.github.passage.transport.Transport;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of one hop: begins them, counts them, drains them. Any thread may call it. */
public final class FtpSessions implements AcceptListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(FtpSessions.class);

    private final String hop;
    private final ControlHeaders headers;
    private final AtomicLong numbers;
    private final SessionAdmission admission = new SessionAdmission(System.nanoTime());
    private final Goodbyes goodbyes = new Goodbyes();
    private final Map<FtpSession, SessionLease> live = new ConcurrentHashMap<>();
    private final Consumer<FtpSession> whenOver = this::over;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile SessionTerms terms;
    private volatile boolean draining;

    /**
     * No sessions yet.
     *
     * @param hop the hop's name
     * @param terms what its sessions begin with
     * @param numbered the number that the first one follows
     */
    public FtpSessions(String hop, SessionTerms terms, long numbered) {
        this.hop = hop;
        this.numbers = new AtomicLong(numbered);
        this.terms = terms;
        this.headers = new ControlHeaders(hop, ControlHeaders.MOST_WAITING);
    }

    /** Sets the passive address policy of the sessions that begin from now on. */
    public void passiveAddress(PassiveAddressPolicy next) {
        terms.policy(next);
    }

    /** Sets what the sessions that begin from now on begin with; those that stand keep what they have. */
    public void begin(SessionTerms next) {
        terms = next;
    }

    /** The terms of a session that is about to begin. Whoever replaces them meanwhile sees that they are in use. */
    private SessionLease taken() {
        while (true) {
            SessionTerms current = terms;
            SessionLease lease = new SessionLease(current);
            if (current.equals(terms)) {
                return lease;
            }
            lease.giveBack();
        }
    }

    @Override
    public void accepted(Accepted connection) {
        SessionLease lease = taken();
        ControlHeaders.Door door = new ControlHeaders.Door() {
            @Override
            public void known(Arrival arrival) {
                orLost(arrival.connection(), lease, () -> FtpSessions.this.known(arrival, lease));
            }

            @Override
            public void gone() {
                lease.giveBack();
            }
        };
        orLost(
                connection,
                lease,
                () -> headers.accepted(connection, lease.terms().context(), door));
    }

    private void orLost(Accepted connection, SessionLease lease, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error fault) {
            lost(connection, lease, fault);
        }
    }

    /** A client came, and its own address is known: the point where it can still be turned away. */
    private void known(Arrival arrival, SessionLease lease) {
        InetSocketAddress client = arrival.origin().client();
        SessionLimits limits = lease.terms().context().settings().sessionLimits();
        switch (admission.admit(client.getAddress(), limits, System.nanoTime())) {
            case Decision.Admitted(Permit permit) -> {
                lease.permitted(permit);
                admitted(arrival, lease);
            }
            case Decision.Refused refused -> {
                lease.giveBack();
                goodbyes.say(arrival.connection(), arrival.loop(), refused.reply());
                report(new HopFact.SessionRefused(client, refused.cause()));
            }
        }
    }

    private void admitted(Arrival arrival, SessionLease lease) {
        ClientView view = arrival.origin().view();
        SessionContext context = lease.terms().context();
        PassiveAddressPolicy policy = lease.terms().policy();
        CompletionStage<List<Inet4Address>> answers = policy.nameNeeded(view)
                .map(context.names()::lookUp)
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
        var _ = answers.thenAcceptAsync(
                        found -> begin(
                                arrival, lease, context.settings().rules(policy.decide(view, found), policy.kind())),
                        arrival.loop())
                .whenComplete((begun, fault) -> {
                    if (fault != null) {
                        lost(arrival.connection(), lease, fault);
                    }
                });
    }

    private void lost(Accepted connection, SessionLease lease, Throwable fault) {
        lease.giveBack();
        LOGGER.warn("[{}] no session could begin for {}: {}", hop, connection.source(), fault.toString());
        if (connection.channel().isRegistered()) {
            Transport.reset(connection.channel());
        } else {
            connection.refuse();
        }
    }

    private void begin(Arrival arrival, SessionLease lease, SessionRules rules) {
        if (draining) {
            arrival.turnAway(EndRules.SHUTTING_DOWN);
        }
        if (draining || !arrival.channel().isActive()) {
            // It may also be that the client went while its policy was decided.
            lease.giveBack();
            return;
        }
        SessionRef ref = new SessionRef(hop, numbers.incrementAndGet());
        FtpSession session = new FtpSession(ref, arrival, lease.terms().context(), whenOver);
        live.put(session, lease);
        try {
            if (draining) {
                // Draining began between the look above and here, and may have missed this session.
                session.drain();
            }
            session.begin(rules);
        } catch (RuntimeException | Error fault) {
            over(session);
            throw fault;
        }
    }

    @Override
    public void acceptFailed(Throwable cause) {
        report(new HopFact.AcceptFailed(String.valueOf(cause.getMessage())));
    }

    private void report(HopFact fact) {
        terms.context().telemetry().on(new TelemetryEvent.AtHop(hop, fact));
    }

    /** The number of the latest session. */
    public long numbered() {
        return numbers.get();
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
        headers.close();
        live.keySet().forEach(FtpSession::drain);
        completeWhenEmpty();
        return drained;
    }

    /**
     * Ends a session now with 421, its transfers too, as an operator wants it.
     *
     * @return whether it is open
     */
    public boolean close(SessionRef ref) {
        Optional<FtpSession> found = live.keySet().stream()
                .filter(session -> session.ref().equals(ref))
                .findFirst();
        found.ifPresent(FtpSession::close);
        return found.isPresent();
    }

    /** Lets the connections of every session fall silent. */
    public void silence() {
        headers.silence();
        live.keySet().forEach(FtpSession::silence);
    }

    /** Resets the connections of every session; new ones may come. */
    public void reset() {
        headers.reset();
        live.keySet().forEach(FtpSession::cut);
    }

    /** Ends every session now, transfers included. */
    public void cut() {
        draining = true;
        headers.close();
        live.keySet().forEach(FtpSession::cut);
        completeWhenEmpty();
    }

    private void over(FtpSession session) {
        SessionLease lease = live.remove(session);
        if (lease != null) {
            lease.giveBack();
        }
        completeWhenEmpty();
    }

    private void completeWhenEmpty() {
        if (draining && live.isEmpty()) {
            drained.complete(null);
        }
    }
}
