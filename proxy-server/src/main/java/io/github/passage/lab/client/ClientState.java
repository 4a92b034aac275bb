package io.github.passage.lab.client;

import io.github.passage.lab.client.Outcome.Failure;
import io.github.passage.lab.client.Outcome.Way;
import io.github.passage.lab.profile.Reaction;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a client stands on its way to a transfer.
 *
 * <pre>
 *  LoggingIn ─▶ AwaitingFeat ─▶ AwaitingAll ─▶ Asking EPSV or PASV ─▶ Dialling ─▶ Transferring ─▶ Ended
 *      ▲                                          │  ▲                   │            │
 *      │                                          ▼  │ another method    ▼            │ reset before the first byte
 *      └── another attempt ──────────────────── a reaction ◀── AwaitingWord ◀─────────┘
 *                                                 └─▶ Offering PORT or EPRT ─▶ Transferring
 * </pre>
 */
sealed interface ClientState {
    /** What it remembers. */
    SoFar soFar();

    /** Connecting and logging in. */
    record LoggingIn(SoFar soFar) implements ClientState {}

    /** FEAT was sent. */
    record AwaitingFeat(SoFar soFar) implements ClientState {}

    /** EPSV ALL was sent. */
    record AwaitingAll(SoFar soFar) implements ClientState {}

    /** EPSV was sent. */
    record AwaitingEpsv(SoFar soFar) implements ClientState {}

    /** PASV was sent. */
    record AwaitingPasv(SoFar soFar) implements ClientState {}

    /** PORT or EPRT was sent. */
    record Offering(SoFar soFar) implements ClientState {}

    /**
     * A data connection is being made.
     *
     * @param to as the client sees it
     * @param way what it will have been if it succeeds
     * @param instead the address to dial if this one fails
     */
    record Dialling(SoFar soFar, InetSocketAddress to, Way way, Optional<InetSocketAddress> instead)
            implements ClientState {}

    /**
     * The data connection stands.
     *
     * @param over how it was made; empty in active mode
     */
    record Transferring(SoFar soFar, Optional<Dialling> over) implements ClientState {}

    /**
     * Waits for the server's word on a failed transfer.
     *
     * @param then what it does afterwards
     * @param failure what happened
     */
    record AwaitingWord(SoFar soFar, Reaction then, Failure failure) implements ClientState {}

    /** Nothing comes any more. */
    record Ended(SoFar soFar) implements ClientState {}

    /**
     * The result of an event.
     *
     * @param state the next
     * @param effect what to do, one at a time as clients do
     */
    record Step(ClientState state, ClientEffect effect) {}
}
