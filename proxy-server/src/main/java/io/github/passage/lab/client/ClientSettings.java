package io.github.passage.lab.client;

import io.github.passage.lab.transfer.TransferServerSettings;
import java.time.Duration;

/**
 * How profiles are followed.
 *
 * @param view what the client takes addresses for
 * @param speed by how much the waits of a profile are shortened, from 1
 * @param limit after which no further attempt begins and no connection is waited for, in the profile's unshortened time
 * @param settle how long after a data connection stands a reset still means that nobody was there, since a hop in user space
 *     accepts before its target has answered; real time
 * @param login who
 */
public record ClientSettings(AddressView view, int speed, Duration limit, Duration settle, Login login) {
    /** Waits shortened a hundredfold. */
    public static final int DEFAULT_SPEED = 100;

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(150);
    private static final Duration DEFAULT_SETTLE = Duration.ofMillis(15);
    // What is late by the machine's load is not late by the client's clock.
    private static final Duration LEAST_REPLY = Duration.ofSeconds(2);

    /** Checks the ranges. */
    public ClientSettings {
        if (speed < 1) {
            throw new IllegalArgumentException("speed: " + speed + " (expected: from 1)");
        }
        if (!limit.isPositive() || !settle.isPositive()) {
            throw new IllegalArgumentException("limit: " + limit + ", settle: " + settle + " (expected: both above 0)");
        }
    }

    /** The lab's user, at the default speed, for 150 s of the client's time. */
    public static ClientSettings of(AddressView view) {
        return new ClientSettings(view, DEFAULT_SPEED, DEFAULT_LIMIT, DEFAULT_SETTLE, Login.LAB);
    }

    /** A wait of a profile, in real time. */
    Duration scaled(Duration wait) {
        return (wait.compareTo(limit) > 0 ? limit : wait).dividedBy(speed);
    }

    /** The same for a reply. */
    Duration scaledReply(Duration wait) {
        Duration scaled = scaled(wait);
        return scaled.compareTo(LEAST_REPLY) < 0 ? LEAST_REPLY : scaled;
    }

    /**
     * An account.
     *
     * @param user its name
     * @param password in clear
     */
    public record Login(String user, String password) {
        static final Login LAB =
                new Login(TransferServerSettings.DEFAULT_USER, TransferServerSettings.DEFAULT_PASSWORD);

        @Override
        public String toString() {
            return user;
        }
    }
}
