package io.github.passage.lab.trace;

import java.net.Inet4Address;
import java.util.Optional;

/**
 * What a client was told in a passive reply and has not used yet.
 *
 * @param number counts the offers of a lab, so that no two are equal
 * @param advertised what the client was told, empty for a 229
 * @param port the port that the client was told
 * @param reached the address that the client reached on the control connection
 */
record Offer(long number, Optional<Inet4Address> advertised, int port, Inet4Address reached) {
    /** The address that a client which follows the reply dials: of a 229, the control connection's. */
    Inet4Address obeyed() {
        return advertised.orElse(reached);
    }
}
