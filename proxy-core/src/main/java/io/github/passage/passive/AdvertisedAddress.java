package io.github.passage.passive;

import java.net.Inet4Address;

/** What the 227 replies of one session carry, decided when the session starts. */
public sealed interface AdvertisedAddress {
    /** What the server announced, unchanged. */
    record Announced() implements AdvertisedAddress {}

    /**
     * Another address.
     *
     * @param address what the client is told
     */
    record Rewritten(Inet4Address address) implements AdvertisedAddress {}

    /**
     * No address can be told: the client gets a 425 for PASV, while EPSV goes on working.
     *
     * @param reason for the client's eyes
     */
    record Unavailable(String reason) implements AdvertisedAddress {}
}
