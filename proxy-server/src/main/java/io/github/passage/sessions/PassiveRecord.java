package io.github.passage.sessions;

import java.time.Duration;
import java.util.Optional;

/**
 * A passive reply and what came of it. An address that is not known is empty; addresses have the form {@code host:port}.
 *
 * @param kind 227 or 229; 0 for a data connection without a readable reply, as in an encrypted session
 * @param policy which policy chose the advertised address, empty if unknown or for a 229
 * @param announced what the server said; a 229 announces a port only, as in {@code :8192}
 * @param advertised what the client was told; of a 229 only the port
 * @param dialled what the data connection came to, as it reached this hop
 * @param observed where the data connection came from
 * @param foreign whether it came from another address than the control connection
 * @param outcome {@code waiting}, {@code transferring}, {@code unknown} (the hop sees no data connections), or the label of how it ended: of
 *     {@link io.github.passage.telemetry.DataEnd}, {@link io.github.passage.telemetry.ReservationEnd} or
 *     {@link io.github.passage.telemetry.PassiveRefusal}
 * @param bytesFromClient bytes that the client has sent on the data connection up to now
 * @param bytesFromTarget bytes that the server has sent up to now
 * @param waited from the reply to the arrival of the data connection
 * @param took from that arrival to the end
 */
public record PassiveRecord(
        int kind,
        String policy,
        String announced,
        String advertised,
        String dialled,
        String observed,
        boolean foreign,
        String outcome,
        long bytesFromClient,
        long bytesFromTarget,
        Optional<Duration> waited,
        Optional<Duration> took) {}
