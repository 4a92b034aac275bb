package io.github.passage.lab.client;

import io.github.passage.lab.client.Outcome.Failure;
import io.github.passage.lab.client.Outcome.Way;
import io.github.passage.lab.profile.Reaction;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What a client makes of a reply to EPSV or PASV. */
sealed interface Offer {

    /**
     * Somewhere to dial.
     *
     * @param to as the client sees it
     * @param way what it will have been if it succeeds
     * @param instead the address to dial if that one fails
     * @param announced the address of a 227, as the client sees it
     */
    record Dialable(
            InetSocketAddress to, Way way, Optional<InetSocketAddress> instead, Optional<Inet4Address> announced)
            implements Offer {}

    /** Nothing to dial, and what that leads to. */
    record Useless(Reaction then, Failure failure) implements Offer {}
}
