package io.github.passage.reload;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Why a configuration does not run.
 *
 * @param reason one line
 * @param passing whether it can pass without a change of the configuration
 * @param address where it could not listen, if it was that
 */
record Refusal(String reason, boolean passing, Optional<InetSocketAddress> address) {
    /** One line for people. */
    String text() {
        return passing ? reason + "; it is tried again by itself" : reason;
    }
}
