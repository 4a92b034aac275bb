package io.github.passage.metrics;

import io.github.passage.address.HostPort;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.Hop;
import io.github.passage.hop.RelayHop;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is counted of one hop, by its name. Any thread may call it. */
final class HopMeters {
    private final String name;
    private final LongSupplier clock;
    private final LongAdder rejected = new LongAdder();
    private final LongAdder acceptFailures = new LongAdder();
    private final HopGauges gauges = new HopGauges();
    private volatile @Nullable SessionMeters sessions;
    private volatile @Nullable RelayMeters relayed;
    private volatile @Nullable HandOverMeters handOvers;
    /** How many of the name drain: in the lab a hop may have two sides. */
    private final AtomicInteger draining = new AtomicInteger();

    private volatile long drainBegunAt;

    /**
     * All zero.
     *
     * @param clock nanoseconds, of which only differences count
     */
    HopMeters(String name, LongSupplier clock) {
        this.name = name;
        this.clock = clock;
    }

    /** The hops of the name are these now. */
    void standing(List<Hop> hops) {
        gauges.standing(hops);
        for (Hop hop : hops) {
            switch (hop) {
                case FtpHop ftp -> {
                    TargetMeters targets = sessions().targets();
                    ftp.targets().forEach(state -> targets.expect(state.target()));
                    if (ftp.hasReplicas()) {
                        handOvers();
                    }
                }
                case RelayHop relay -> relayed();
            }
        }
    }

    void take(SessionRef session, SessionFact fact) {
        sessions().take(session, fact);
    }

    void take(HopFact fact) {
        switch (fact) {
            case HopFact.DataUnclaimed unclaimed -> sessions().unclaimed(unclaimed.why());
            case HopFact.Rejected unwanted -> rejected.increment();
            case HopFact.SessionRefused refused -> sessions().refused(refused.cause());
            case HopFact.AcceptFailed failed -> acceptFailures.increment();
            case HopFact.Relayed begun -> relayed().began();
            case HopFact.RelayTargetFailed failed -> relayed().failed(RelayEnd.TARGET_UNREACHABLE);
            case HopFact.NoTarget none -> relayed().failed(RelayEnd.NO_TARGET);
            case HopFact.IdleForgotten idle -> relayed().forgotten();
            case HopFact.HeaderAccepted accepted -> relayed().headerAccepted();
            case HopFact.HeaderRejected fault -> relayed().headerRejected(fault.fault());
            case HopFact.RelayClosed closed -> relayed().closed(closed);
            case HopFact.TargetHealthChanged changed -> {
                // Health is looked at when it is asked for: a first probe that goes well is not told of.
            }
            case HopFact.HandOver told -> handOvers().count(told.side(), told.result());
            case HopFact.DrainBegun begun -> {
                if (draining.getAndIncrement() == 0) {
                    drainBegunAt = clock.getAsLong();
                }
            }
            case HopFact.DrainEnded ended -> draining.decrementAndGet();
        }
    }

    private SessionMeters sessions() {
        SessionMeters known = sessions;
        return known != null ? known : firstSession();
    }

    private synchronized SessionMeters firstSession() {
        SessionMeters known = sessions;
        if (known == null) {
            known = new SessionMeters(clock);
            sessions = known;
        }
        return known;
    }

    private RelayMeters relayed() {
        RelayMeters known = relayed;
        return known != null ? known : firstRelayed();
    }

    private synchronized RelayMeters firstRelayed() {
        RelayMeters known = relayed;
        if (known == null) {
            known = new RelayMeters();
            relayed = known;
        }
        return known;
    }

    private HandOverMeters handOvers() {
        HandOverMeters known = handOvers;
        return known != null ? known : firstHandOvers();
    }

    private synchronized HandOverMeters firstHandOvers() {
        HandOverMeters known = handOvers;
        if (known == null) {
            known = new HandOverMeters();
            handOvers = known;
        }
        return known;
    }

    void tell(Series series) {
        series.count(Family.REJECTED, rejected.sum(), name);
        series.count(Family.ACCEPT_FAILURES, acceptFailures.sum(), name);
        double drainsFor = draining.get() > 0 ? Math.max(0, (clock.getAsLong() - drainBegunAt) / 1e9) : 0;
        series.value(Family.HOP_DRAIN, drainsFor, name);
        SessionMeters ofSessions = sessions;
        if (ofSessions != null) {
            series.value(Family.SESSIONS_OPEN, gauges.sessions(ofSessions.open()), name);
            Set<HostPort> current = gauges.targets();
            if (!current.isEmpty()) {
                ofSessions.targets().keep(current);
            }
            ofSessions.tell(series, name);
        }
        RelayMeters ofRelays = relayed;
        if (ofRelays != null) {
            ofRelays.tell(series, name);
        }
        HandOverMeters ofReplicas = handOvers;
        if (ofReplicas != null) {
            ofReplicas.tell(series, name);
        }
        gauges.tell(series, name);
    }
}
