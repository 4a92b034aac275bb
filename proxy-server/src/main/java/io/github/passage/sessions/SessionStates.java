package io.github.passage.sessions;

import io.github.passage.telemetry.SessionEnd;
import java.util.List;
import java.util.stream.Stream;

/** The states of a session whose control connection stands; one that has ended has the label of its {@link SessionEnd}. */
public final class SessionStates {
    /** The target's control connection does not stand yet. */
    public static final String CONNECTING = "connecting";
    /** Nobody has logged in yet. */
    public static final String LOGIN = "login";
    /** Logged in, with no data connection and none expected. */
    public static final String IDLE = "idle";
    /** A data port waits for the client. */
    public static final String WAITING_FOR_DATA = "waiting-for-data";
    /** A data connection stands. */
    public static final String TRANSFERRING = "transferring";
    /** Nothing can be read any more. */
    public static final String ENCRYPTED = "encrypted";
    /** In a query: any of the above. */
    public static final String OPEN = "open";
    /** In a query: any end. */
    public static final String ENDED = "ended";

    private SessionStates() {}

    /** Everything that a query may ask for. */
    public static List<String> all() {
        return Stream.concat(
                        Stream.of(OPEN, ENDED, CONNECTING, LOGIN, IDLE, WAITING_FOR_DATA, TRANSFERRING, ENCRYPTED),
                        Stream.of(SessionEnd.values()).map(SessionEnd::label))
                .toList();
    }
}
