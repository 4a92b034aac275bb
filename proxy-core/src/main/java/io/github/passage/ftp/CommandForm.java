package io.github.passage.ftp;

/**
 * Whether all servers find the same command in a client's line.
 *
 * <p>RFC 959 section 5.3 ends a command's name with a space or the line's end. Servers differ in what they take out before they
 * look: Telnet sequences as RFC 854 has them or only some bytes of them, blanks, control characters, quotes.
 */
public enum CommandForm {
    /** They do. */
    CLEAR,
    /** There is none: a blank line, or one of Telnet sequences only. */
    EMPTY,
    /** The name is none of letters in one piece, or something before or behind it could change what a server reads. */
    UNCLEAR_NAME,
    /**
     * The argument has a CR or a NUL that could end the line or the name. A CR followed by a NUL is part of a path name (RFC 2640
     * section 3.1, RFC 854).
     */
    UNCLEAR_ARGUMENT
}
