package io.github.passage.telemetry;

import java.util.function.LongSupplier;

/**
 * How far a data connection is. Any thread may ask, after its end too; it holds on to what the connection held, so let go of it then.
 *
 * @param fromClient bytes that have come from the client up to now
 * @param fromTarget bytes that have come from the server up to now
 */
public record DataProgress(LongSupplier fromClient, LongSupplier fromTarget) {}
