package io.github.passage.lab.client;

import java.net.InetSocketAddress;
import java.time.Duration;

/** What a client does next; each ends in a {@link ClientEvent}, but for the last. */
sealed interface ClientEffect {

    /** Sends a command and reads its reply. */
    record Send(String command) implements ClientEffect {}

    /** Listens, and tells the server where with PORT or EPRT. */
    record OfferPort() implements ClientEffect {}

    /**
     * Connects a data connection.
     *
     * @param to as the client sees it
     * @param asksFirst whether the transfer's command goes first
     */
    record Dial(InetSocketAddress to, boolean asksFirst) implements ClientEffect {}

    /** Transfers on the data connection. */
    record Transfer() implements ClientEffect {}

    /** Waits for the server's reply about a transfer that failed. */
    record AwaitWord(Duration atMost) implements ClientEffect {}

    /**
     * Ends the control connection, and makes and logs in to another after a pause.
     *
     * @param because what it would fail with if it did not
     */
    record BeginAgain(Duration pause, Outcome.Failure because) implements ClientEffect {}

    /** Is through. */
    record Finish(Outcome outcome) implements ClientEffect {}
}
