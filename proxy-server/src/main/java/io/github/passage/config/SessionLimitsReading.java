package io.github.passage.config;

import io.github.passage.address.AccessList;
import io.github.passage.control.SessionLimits;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Those of a hop's limits that say how many sessions there may be and how much each may move, as far as they could be read. */
final class SessionLimitsReading {
    private static final ValueKind<Optional<Integer>> COUNT = orNone(Values.number(1, SessionLimits.MOST_SESSIONS));
    private static final ValueKind<Optional<Long>> BANDWIDTH = orNone(Quantities.bytes(
            SessionLimits.LEAST_BYTES_PER_SECOND, SessionLimits.MOST_BYTES_PER_SECOND, "1KiB to 1TiB"));

    private final Optional<Optional<Integer>> sessions;
    private final Optional<Optional<Integer>> perClient;
    private final Optional<Optional<Integer>> newPerSecond;
    private final Optional<Optional<Long>> bandwidth;

    SessionLimitsReading(Section limits) {
        sessions = limits.required("sessions", COUNT);
        perClient = limits.required("sessions-per-client", COUNT);
        newPerSecond = limits.required("new-sessions-per-second", COUNT);
        bandwidth = limits.required("bandwidth-per-session", BANDWIDTH);
        sessions.flatMap(total -> total)
                .filter(total -> perClient
                        .flatMap(each -> each)
                        .filter(each -> each > total)
                        .isPresent())
                .ifPresent(total -> limits.mismatch("sessions-per-client", "at most the " + total + " of sessions"));
    }

    /** The limits; to be asked only if no mistake was noted. */
    SessionLimits settings(AccessList clients) {
        return new SessionLimits(
                clients, count(sessions), count(perClient), count(newPerSecond), size(bandwidth.orElseThrow()));
    }

    private static OptionalInt count(Optional<Optional<Integer>> read) {
        return read.orElseThrow().map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static OptionalLong size(Optional<Long> read) {
        return read.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static <T> ValueKind<Optional<T>> orNone(ValueKind<T> kind) {
        return new ValueKind<>(
                "none or " + kind.expected(),
                value -> ValueKind.textOf(value).equals("none")
                        ? Optional.empty()
                        : Optional.of(kind.parser().apply(value)));
    }
}
