package io.github.passage.control;

import io.github.passage.telemetry.SessionRef;

/** Reads along on the control connections of all sessions, passwords included. Called on event loops: must not block or throw. */
@FunctionalInterface
public interface LineWatch {
    /** Reads nothing, which costs nothing. */
    LineWatch NONE = (session, way, wire) -> {};

    /**
     * A line came or went. Nothing is told of encrypted sessions.
     *
     * @param session the session
     * @param way from where to where
     * @param wire the line with its end; borrowed, and never to be changed
     */
    void line(SessionRef session, Way way, byte[] wire);

    /** From where to where a line goes. */
    enum Way {
        /** A command as the client sent it. */
        CLIENT_TO_PASSAGE,
        /** A command as it went on to the server. */
        PASSAGE_TO_SERVER,
        /** A line of a reply as the server sent it. */
        SERVER_TO_PASSAGE,
        /** A line of a reply as the client gets it. */
        PASSAGE_TO_CLIENT
    }
}
