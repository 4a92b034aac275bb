package io.github.passage.data;

/**
 * How a hop's data ports are used at some moment.
 *
 * @param total ports that the hop listens on
 * @param reserved ports that at least one client is waited for on
 * @param clientsWaiting reservations: one port may have many, of different client addresses
 * @param mostReserved ports that the client address with most of them holds; one that holds all gets 425
 */
public record DataPortUse(int total, int reserved, int clientsWaiting, int mostReserved) {}
