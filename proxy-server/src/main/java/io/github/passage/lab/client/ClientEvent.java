package io.github.passage.lab.client;

import io.github.passage.lab.client.Outcome.Cause;

/** What happens to a client, one for each {@link ClientEffect}. */
sealed interface ClientEvent {

    /** It has logged in. */
    record LoggedIn() implements ClientEvent {}

    /** A reply came to its command. */
    record Replied(int code, String text) implements ClientEvent {
        boolean isPositive() {
            return code >= 200 && code < 400;
        }
    }

    /** The data connection stands. */
    record Connected() implements ClientEvent {}

    /** The data connection was refused. */
    record Refused() implements ClientEvent {}

    /** The data connection got no answer. */
    record Unanswered() implements ClientEvent {}

    /** The data arrived, and the server said so. */
    record Transferred() implements ClientEvent {}

    /** They did not. */
    record NotTransferred(Cause cause) implements ClientEvent {}

    /** The server had its say on a failed transfer, or did not. */
    record WordHeard() implements ClientEvent {}

    /** The control connection is of no more use, or a new one cannot be had. */
    record ControlLost(Outcome.Step step, Cause cause) implements ClientEvent {}
}
