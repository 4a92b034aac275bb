package io.github.passage.lab.trace;

import java.net.Inet4Address;
import java.util.Optional;

/**
 * What a client was told in a passive reply and has not used yet.
 *
 * @param announced what the server said, empty for a 229
 * @param advertised what the client was told, empty for a 229
 * @param port the port that the client was told
 * @param reached the address that the client reached on the control connection
 */
record Offer(Optional<Inet4Address> announced, Optional<Inet4Address> advertised, int port, Inet4Address reached) {
    /** The address that a client which follows the reply dials: of a 229, the control connection's. */
    Inet4Address obeyed() {
        return advertised.orElse(reached);
    }
}
