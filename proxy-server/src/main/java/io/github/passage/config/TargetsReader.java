package io.github.passage.config;

import io.github.passage.address.HostPort;
import io.github.passage.control.AuthMode;
import io.github.passage.target.Balance;
import io.github.passage.target.CheckKind;
import io.github.passage.target.HealthCheckSettings;
import io.github.passage.target.PoolSettings;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a hop's sessions are led to, as far as it could be read.
 *
 * @param hop where it was written
 * @param targets those that are valid
 * @param balance how one is chosen
 * @param check how they are checked
 */
record TargetsReader(Section hop, List<HostPort> targets, Optional<Balance> balance, Check check) {
    /** More are better given as one name. */
    private static final int MOST_TARGETS = 64;

    private static final ValueKind<Duration> INTERVAL =
            Quantities.duration(Duration.ofMillis(100), Duration.ofHours(1), "100ms to 1h");
    private static final ValueKind<Duration> TIMEOUT =
            Quantities.duration(Duration.ofMillis(100), Duration.ofMinutes(1), "100ms to 1m");
    private static final ValueKind<Integer> THRESHOLD = Values.number(1, 100);

    /** Notes the mistakes in {@code hop-defaults}, where a target may be absent. */
    static void check(Section defaults) {
        if (defaults.has("target")) {
            defaults.list("target", Values.TARGET);
        }
        defaults.required("balance", Values.BALANCE);
        Check.read(defaults);
    }

    /** Reads what a hop says. */
    static TargetsReader read(Section hop) {
        List<HostPort> targets = hop.atLeastOne("target", Values.TARGET);
        Set<HostPort> seen = new HashSet<>();
        targets.stream()
                .filter(target -> !seen.add(target))
                .distinct()
                .forEach(twice -> hop.problem("target", "\"" + twice + "\" (expected: each target once)"));
        if (targets.size() > MOST_TARGETS) {
            hop.mismatch("target", "at most " + MOST_TARGETS + " targets, not " + targets.size());
        }
        return new TargetsReader(hop, targets, hop.required("balance", Values.BALANCE), Check.read(hop));
    }

    /** Notes what does not go with the address that is dialled from, or with encryption that is passed. */
    void matchWith(Optional<InetAddress> dialFrom, Optional<AuthMode> auth) {
        dialFrom.ifPresent(from -> targets.stream()
                .flatMap(target -> target.literal().stream())
                .filter(to -> to instanceof Inet4Address != from instanceof Inet4Address)
                .findFirst()
                .ifPresent(to ->
                        hop.mismatch("dial-from", "an address of the same family as target " + to.getHostAddress())));
        boolean apart = targets.size() > 1
                && balance.filter(Balance.SOURCE_HASH::equals).isEmpty();
        if (apart && balance.isPresent() && auth.filter(AuthMode.PASS::equals).isPresent()) {
            hop.mismatch(
                    "balance",
                    "source-hash with several targets and auth = pass, where only the client's address tells which server"
                            + " a data connection is for");
        }
    }

    /** The settings; to be asked only if no mistake was noted. */
    PoolSettings settings() {
        return new PoolSettings(targets, balance.orElseThrow(), check.kind().orElseThrow(), check.pace());
    }

    /** What {@code health-check} says. */
    record Check(
            Optional<CheckKind> kind,
            Optional<Duration> interval,
            Optional<Duration> timeout,
            Optional<Integer> healthy,
            Optional<Integer> unhealthy) {
        private static final Check NONE =
                new Check(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        static Check read(Section hop) {
            return hop.child("health-check").map(Check::values).orElse(NONE);
        }

        private static Check values(Section section) {
            Check read = new Check(
                    section.required("kind", Values.CHECK),
                    section.required("interval", INTERVAL),
                    section.required("timeout", TIMEOUT),
                    section.required("healthy", THRESHOLD),
                    section.required("unhealthy", THRESHOLD));
            section.rejectOthers();
            return read;
        }

        HealthCheckSettings pace() {
            return new HealthCheckSettings(
                    0, interval.orElseThrow(), timeout.orElseThrow(), healthy.orElseThrow(), unhealthy.orElseThrow());
        }
    }
}
