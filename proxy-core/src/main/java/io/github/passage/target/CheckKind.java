package io.github.passage.target;

/** How the targets of a pool are checked. */
public enum CheckKind {
    /** {@link #GREETING} while there are several targets; one alone is watched by the sessions that lead to it. */
    AUTO,
    /** By a connection on which the server must greet with 220; then it is told QUIT. */
    GREETING,
    /** By a connection that is closed at once. */
    CONNECT,
    /** Not at all: every target counts as healthy. */
    OFF
}
