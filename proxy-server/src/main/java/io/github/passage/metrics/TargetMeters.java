package io.github.passage.metrics;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.ConnectFailure;
import io.github.passage.telemetry.SessionRef;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted of connecting to a hop's targets. */
final class TargetMeters {
    /** Targets that are told apart; a hop seldom has more than a handful. */
    static final int MOST = 32;

    private static final HostPort OTHERS = new HostPort("other", 0);

    private final Map<HostPort, OfTarget> targets = new ConcurrentHashMap<>();

    void connected(HostPort target, Leg leg, Duration took, SessionRef session) {
        of(target).on(leg).connects.record(took.toNanos(), session);
    }

    void failed(HostPort target, Leg leg, ConnectFailure cause) {
        of(target).on(leg).failures.count(cause);
    }

    private OfTarget of(HostPort target) {
        OfTarget known = targets.get(target);
        if (known != null) {
            return known;
        }
        HostPort key = targets.size() < MOST ? target : OTHERS;
        return targets.computeIfAbsent(key, none -> new OfTarget());
    }

    /**
     * Makes room for other targets: forgets those that no connection leads to any more, once there are as many as are told apart. Pods
     * get another address with each rollout.
     */
    void keep(Set<HostPort> current) {
        if (targets.size() >= MOST) {
            targets.keySet().removeIf(target -> !current.contains(target) && !target.equals(OTHERS));
        }
    }

    /** Has a target's counters at zero from now on. */
    void expect(HostPort target) {
        of(target);
    }

    void tell(Series series, String hop) {
        targets.forEach((target, meters) -> {
            meters.control.tell(series, hop, label(target));
            meters.data.tell(series, hop, label(target));
        });
    }

    private static String label(HostPort target) {
        return target.equals(OTHERS) ? target.host() : target.toString();
    }

    /** What a connection carries. */
    enum Leg {
        CONTROL("control"),
        DATA("data");

        private final String label;

        Leg(String label) {
            this.label = label;
        }
    }

    private static final class OfTarget {
        private final OfLeg control = new OfLeg(Leg.CONTROL);
        private final OfLeg data = new OfLeg(Leg.DATA);

        OfLeg on(Leg leg) {
            return leg == Leg.CONTROL ? control : data;
        }
    }

    private static final class OfLeg {
        private final Leg leg;
        private final Distribution connects = Family.TARGET_CONNECT.newDistribution();
        private final Tally<ConnectFailure> failures = new Tally<>(ConnectFailure.class, ConnectFailure::label);

        OfLeg(Leg leg) {
            this.leg = leg;
        }

        void tell(Series series, String hop, String target) {
            series.distribution(Family.TARGET_CONNECT, connects, hop, target, leg.label);
            failures.each((cause, sum) -> series.count(Family.TARGET_FAILURES, sum, hop, target, leg.label, cause));
        }
    }
}
