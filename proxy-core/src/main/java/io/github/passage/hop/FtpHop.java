package io.github.passage.hop;

import io.github.passage.control.FtpSessions;
import io.github.passage.control.SessionContext;
import io.github.passage.control.SessionTerms;
import io.github.passage.data.DataHeaders;
import io.github.passage.data.DataPortSettings;
import io.github.passage.data.DataPortUse;
import io.github.passage.data.DataPorts;
import io.github.passage.data.OtherReplicas;
import io.github.passage.data.Rendezvous;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.relay.Traffic;
import io.github.passage.replica.RenewableTls;
import io.github.passage.target.TargetConnector;
import io.github.passage.target.TargetState;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import io.github.passage.transport.ConnectionKind;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * A hop that understands FTP: follows control connections, rewrites passive replies, and ties each data connection to its session.
 * Any thread but an event loop may call it.
 */
public final class FtpHop implements Hop {
    private final String name;
    private final HopContext context;
    private final Traffic traffic = new Traffic();
    private final FtpTerms terms;
    private final FtpSessions sessions;
    private final Listeners listeners;
    private final DataPorts dataPorts;
    private final FtpListeners wanted;
    private final DrainReports drains;
    private final Optional<ReplicaLink> replica;
    private volatile List<InetSocketAddress> addresses = List.of();
    private volatile boolean watching;

    private FtpHop(FtpHopSettings settings, HopContext context, long numbered) {
        DataPortSettings ports = settings.ftp().dataPorts();
        this.name = settings.name();
        this.context = context;
        SessionTerms first = terms(
                settings,
                new TargetConnector(context.transport(), settings.target()),
                new Rendezvous(ports.own(), ports.peer()));
        this.terms = new FtpTerms(new FtpTerms.Version(settings, first));
        this.sessions = new FtpSessions(name, first, numbered);
        this.listeners = new Listeners(name, settings.place(), settings.admission(), context);
        this.replica = settings.replicas().map(others -> new ReplicaLink(settings, others, context));
        this.dataPorts = new DataPorts(
                name,
                shared().rendezvous(),
                context.telemetry(),
                replica.map(ReplicaLink::others).orElse(OtherReplicas.NONE));
        this.wanted = new FtpListeners(
                listeners,
                sessions,
                new DataHeaders(
                        name, () -> shared().proxyProtocol(), context.transport(), dataPorts, context.telemetry()));
        this.drains = new DrainReports(name, context.telemetry(), sessions::open);
    }

    private SessionTerms terms(FtpHopSettings settings, TargetConnector target, Rendezvous rendezvous) {
        return new SessionTerms(new SessionContext(
                settings.ftp(),
                context.transport(),
                target,
                rendezvous,
                context.names(),
                context.telemetry(),
                context.splicing(),
                traffic,
                context.lines(),
                settings.proxyProtocol()));
    }

    private SessionContext shared() {
        return terms.now().terms().context();
    }

    /**
     * Binds all listeners, data ports first so that no client can come too early.
     *
     * @throws ListenException naming the address that cannot be bound; nothing stays bound then
     */
    public static FtpHop start(FtpHopSettings settings, HopContext context) {
        return start(settings, context, 0);
    }

    /**
     * The same in the place of an earlier hop of the name.
     *
     * @param numbered the number of the latest session that had one, so that no two sessions have the same
     */
    public static FtpHop start(FtpHopSettings settings, HopContext context, long numbered) {
        FtpHop hop = new FtpHop(settings, context, numbered);
        try {
            hop.replica.ifPresent(link -> link.open(hop.dataPorts));
            hop.wanted.open(settings.listeners());
            hop.addresses = hop.wanted.control();
            return hop;
        } catch (RuntimeException e) {
            hop.listeners.closeAll();
            hop.replica.ifPresent(ReplicaLink::close);
            throw e;
        }
    }

    /**
     * Prepares other settings: binds what they listen on and the hop does not yet. On {@link HopChange#commit} they hold for sessions
     * that begin then; those that stand keep what they began with, and data ports that only they use stay until {@link #sweep} finds
     * them gone. A hop that drains stays as it is.
     *
     * @throws ListenException naming the address that cannot be bound; the hop is as it was then
     * @throws IllegalArgumentException if they differ in what cannot be changed: name, place, or sources that the kernel drops
     */
    public HopChange prepare(FtpHopSettings next) {
        if (!next.name().equals(name)
                || !next.place().equals(terms.now().settings().place())) {
            throw new IllegalArgumentException(
                    "name and place of hop " + next.name() + " (expected: those of " + name + ")");
        }
        if (isDraining()) {
            return new HopChange(() -> {}, () -> {});
        }
        listeners.checkAdmissible(next.admission());
        Set<Listening> opened = wanted.open(next.listeners());
        return new HopChange(() -> commit(next), () -> wanted.close(opened::contains));
    }

    private void commit(FtpHopSettings next) {
        FtpTerms.Version before = terms.now();
        boolean sameTarget = next.target().equals(before.settings().target());
        DataPortSettings ports = next.ftp().dataPorts();
        DataPortSettings portsBefore = before.settings().ftp().dataPorts();
        boolean samePorts =
                ports.own().equals(portsBefore.own()) && ports.peer().equals(portsBefore.peer());
        TargetConnector target = sameTarget ? before.target() : new TargetConnector(context.transport(), next.target());
        SessionTerms after = terms(
                next,
                target,
                samePorts ? before.rendezvous() : before.rendezvous().beside(ports.own(), ports.peer()));
        terms.next(new FtpTerms.Version(next, after));
        if (watching && !sameTarget) {
            watchTarget();
        }
        listeners.admit(next.admission());
        sessions.begin(after);
        Set<Listening> asked = next.listeners();
        wanted.close(each -> each.kind() == ConnectionKind.CONTROL && !asked.contains(each));
        addresses = wanted.control();
        terms.sweep();
        closeUnneeded();
    }

    /** Gives up what only ended sessions needed after settings have changed. To be called from time to time. */
    public void sweep() {
        if (terms.sweep()) {
            closeUnneeded();
        }
    }

    private void closeUnneeded() {
        Set<Listening> needed =
                terms.settings().flatMap(each -> each.listeners().stream()).collect(Collectors.toSet());
        wanted.close(each -> each.kind() == ConnectionKind.DATA && !needed.contains(each));
    }

    /** Takes no new sessions from now on; those that stand go on as if nothing were. */
    public void leave() {
        wanted.close(each -> each.kind() == ConnectionKind.CONTROL);
    }

    /** What it listens on now, as it was asked for; data ports of earlier settings are among it while sessions need them. */
    public Set<Listening> listeners() {
        return wanted.held();
    }

    /** Whether any session is there, or about to begin, or a data connection of another replica passes. */
    public boolean isInUse() {
        return terms.areInUse() || replica.map(ReplicaLink::isPassing).orElse(false);
    }

    /** The number of the latest session. */
    public long numbered() {
        return sessions.numbered();
    }

    @Override
    public String name() {
        return name;
    }

    /** The control listeners' addresses, with the ports that the system chose where 0 was asked for. */
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /** Sets the passive address policy of the sessions that begin from now on. */
    public void passiveAddress(PassiveAddressPolicy policy) {
        sessions.passiveAddress(policy);
    }

    /** Sessions with an open control connection or a transfer under way. */
    public int openSessions() {
        return sessions.open();
    }

    /** How many sessions may be open at once, if that is limited. */
    public OptionalInt sessionsLimit() {
        return terms.now().settings().ftp().sessionLimits().total();
    }

    /**
     * Ends a session now with 421, its transfers too, as an operator wants it.
     *
     * @return whether it is open
     */
    public boolean close(SessionRef session) {
        return sessions.close(session);
    }

    /** Whether there are others behind the same load balancer. */
    public boolean hasReplicas() {
        return replica.isPresent();
    }

    /** How it and its other replicas know each other, if they do. */
    public Optional<RenewableTls> peerTls() {
        return replica.flatMap(ReplicaLink::tls);
    }

    /** How its data ports are used now. */
    public DataPortUse dataPorts() {
        return shared().rendezvous().use();
    }

    @Override
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public List<TargetState> targets() {
        return shared().target().states();
    }

    /**
     * Watches from now on whether its targets can take sessions: several by probes, one by a probe at once, sessions' control
     * connections, and probes while it cannot. For hops whose targets nobody else checks.
     */
    public void watchTarget() {
        watching = true;
        shared().target().watch(fact -> context.telemetry().on(new TelemetryEvent.AtHop(name, fact)));
    }

    @Override
    public boolean isDraining() {
        return drains.hasBegun();
    }

    @Override
    public CompletableFuture<Void> drain() {
        drains.begin();
        leave();
        CompletableFuture<Void> drained = sessions.drain()
                .thenCompose(none -> replica.map(ReplicaLink::drain).orElse(CompletableFuture.completedFuture(null)));
        drained.thenRun(drains::end);
        return drained;
    }

    @Override
    public void freeze() {
        listeners.freeze();
        sessions.silence();
    }

    @Override
    public void thaw() {
        sessions.reset();
        listeners.thaw();
    }

    @Override
    public void close() {
        drains.end();
        terms.close();
        wanted.closeAll();
        replica.ifPresent(ReplicaLink::close);
        sessions.cut();
    }
}
