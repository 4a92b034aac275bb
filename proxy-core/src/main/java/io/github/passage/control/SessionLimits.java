package io.github.passage.control;

import io.github.passage.address.AccessList;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Who may begin sessions at a hop, how many, and how much they may move. Each may change while sessions stand.
 *
 * @param clients the client addresses that may, asked once the client's own address is known
 * @param total sessions of the hop that are open at once
 * @param perClient the same of one client: an IPv4 address, or an IPv6 network of 64 bits
 * @param newPerSecond sessions of the hop that begin within a second, as many at once after a quiet second
 * @param bytesPerSecond what a session may move over all of its data connections, both directions together
 */
public record SessionLimits(
        AccessList clients,
        OptionalInt total,
        OptionalInt perClient,
        OptionalInt newPerSecond,
        OptionalLong bytesPerSecond) {
    /** The highest number of sessions that can be set. */
    public static final int MOST_SESSIONS = 1_000_000;

    /** The lowest bandwidth that can be set: below it peers take a transfer for dead. */
    public static final long LEAST_BYTES_PER_SECOND = 1024;

    /** The highest bandwidth that can be set. */
    public static final long MOST_BYTES_PER_SECOND = 1L << 40;

    /** No limits. */
    public static final SessionLimits NONE = new SessionLimits(
            AccessList.EVERYBODY, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());

    /** Checks the ranges: 1 to 1,000,000 sessions, 1 KiB to 1 TiB per second. */
    public SessionLimits {
        check("limits.sessions", total);
        check("limits.sessions-per-client", perClient);
        check("limits.new-sessions-per-second", newPerSecond);
        bytesPerSecond.ifPresent(bytes -> {
            if (bytes < LEAST_BYTES_PER_SECOND || bytes > MOST_BYTES_PER_SECOND) {
                throw new IllegalArgumentException(
                        "limits.bandwidth-per-session: " + bytes + " B (expected: 1KiB to 1TiB)");
            }
        });
    }

    private static void check(String name, OptionalInt limit) {
        limit.ifPresent(value -> {
            if (value < 1 || value > MOST_SESSIONS) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to " + MOST_SESSIONS + ")");
            }
        });
    }
}
