package io.github.passage.control;

import java.time.Duration;

/**
 * How long a session waits for what.
 *
 * @param login from the client's arrival to the login; default 60 s
 * @param controlIdle without a byte on the control connection, never counted while a transfer runs; default 1,800 s, and at most
 *     60 s once the client has sent all that it ever will
 * @param dataIdle without a byte on a data connection; default 300 s
 * @param reservation from a passive reply to the client's data connection; default 30 s
 */
public record SessionTimeouts(Duration login, Duration controlIdle, Duration dataIdle, Duration reservation) {
    private static final Duration LONGEST = Duration.ofDays(7);

    /** The field's defaults. */
    public static final SessionTimeouts DEFAULT = new SessionTimeouts(
            Duration.ofSeconds(60), Duration.ofSeconds(1800), Duration.ofSeconds(300), Duration.ofSeconds(30));

    /** Checks the ranges: 1 ms to 7 days. */
    public SessionTimeouts {
        check("timeouts.login", login);
        check("timeouts.control-idle", controlIdle);
        check("timeouts.data-idle", dataIdle);
        check("timeouts.reservation", reservation);
    }

    private static void check(String name, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": " + value.toMillis() + " ms (expected: 1 ms to 7 days)");
        }
    }
}
