package io.github.passage.doctor;

import io.github.passage.ftp.SessionRedaction;
import java.util.List;

/**
 * What came of asking a server something.
 *
 * @param state whether and how it answered
 * @param code the reply's code, 100-999; 0 without a reply
 * @param lines what it said, without line ends and control characters: a reply's lines with their codes, or what came in place of a
 *     reply; for {@link State#NOT_ASKED} why not
 */
public record Answer(State state, int code, List<String> lines) {
    /** How a server answered. */
    public enum State {
        /** By a reply of FTP's form (RFC 959 section 4.2). */
        REPLIED,
        /** Not in the time it was given. */
        SILENT,
        /** By ending the connection. */
        CLOSED,
        /** By something that is no reply, or one that is too long. */
        GARBLED,
        /** It was not asked. */
        NOT_ASKED
    }

    /** Keeps its own copy of the lines. */
    public Answer {
        lines = List.copyOf(lines);
    }

    static Answer replied(int code, String... lines) {
        return new Answer(State.REPLIED, code, List.of(lines));
    }

    static Answer silent() {
        return new Answer(State.SILENT, 0, List.of());
    }

    static Answer closed() {
        return new Answer(State.CLOSED, 0, List.of());
    }

    static Answer notAsked(String why) {
        return new Answer(State.NOT_ASKED, 0, List.of(why));
    }

    /** Whether it is a reply of the given hundred, for example 5 for 500-599. */
    boolean isOf(int hundred) {
        return state == State.REPLIED && code / 100 == hundred;
    }

    /** Whether it is a reply that refuses: 400-599. */
    boolean refuses() {
        return isOf(4) || isOf(5);
    }

    /** All lines as one text. */
    String text() {
        return String.join(" ", lines);
    }

    /** In words, on one line: the reply's last line, or what happened in its place. */
    String inWords() {
        return switch (state) {
            case REPLIED -> lines.isEmpty() ? Integer.toString(code) : lines.getLast();
            case SILENT -> "no answer in time";
            case CLOSED -> "the connection was closed";
            case GARBLED -> "no FTP reply: " + text();
            case NOT_ASKED -> "not asked: " + text();
        };
    }

    /** The same without a secret, should the server have repeated it. */
    Answer without(String secret) {
        if (secret.isEmpty()) {
            return this;
        }
        SessionRedaction redaction = new SessionRedaction("[password]");
        redaction.withhold(secret);
        return new Answer(state, code, lines.stream().map(redaction::masked).toList());
    }
}
