package io.github.passage.it.client;

/** What a client can be made to do, by the command that this puts on the wire. */
public enum Operation {
    LIST,
    NLST,
    MLSD,
    RETR,
    STOR,
    /** REST before RETR: the rest of a file of which the beginning is there. */
    REST_RETR,
    /** REST before STOR, or APPE: the rest of a file of which the server has the beginning. */
    REST_STOR,
    /** ABOR during RETR, then another RETR in the same session. */
    ABOR
}
