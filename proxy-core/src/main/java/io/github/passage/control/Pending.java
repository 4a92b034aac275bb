package io.github.passage.control;

import io.github.passage.ftp.ReplyLine;
import io.github.passage.ftp.Verb;
import java.util.ArrayList;
import java.util.List;

/**
 * The replies that the client still waits for, in order: RFC 959 section 4.2 promises one final reply for each command, in the
 * order of the commands. Passage's own answers wait in the same line.
 *
 * @param entries oldest first
 * @param abortAnswered whether an ABOR waits or waited here and a final reply has come since
 */
record Pending(List<Entry> entries, boolean abortAnswered) {
    /** More than this many and the client is not read any further until the server has answered some. */
    static final int LIMIT = 256;

    /** Beyond this the client is flooding: more came unasked than {@code CommandDecoder} holds. */
    static final int MOST = 4 * LIMIT;

    static final Pending NONE = new Pending(List.of(), false);

    Pending {
        entries = List.copyOf(entries);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether nothing is still to come: an ABOR may have been answered together with its transfer. */
    boolean isAnswered() {
        return entries.isEmpty() || abortAnswered;
    }

    boolean isFull() {
        return entries.size() >= LIMIT;
    }

    boolean isFlooded() {
        return entries.size() >= MOST;
    }

    /** Whether the next final reply belongs to such a command. */
    boolean nextIs(Verb verb) {
        return !entries.isEmpty() && entries.getFirst().equals(new FromServer(verb));
    }

    /** Whether any reply is awaited for such a command. */
    boolean awaits(Verb verb) {
        return entries.contains(new FromServer(verb));
    }

    /** One more at the end. */
    Pending plus(Entry entry) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return new Pending(more, abortAnswered);
    }

    /**
     * After a final reply of the server: without the entry that it answered and without own answers that are now due.
     *
     * @param due receives the own answers that may be sent now, in order
     */
    Pending answered(List<ReplyLine> due) {
        List<Entry> rest = new ArrayList<>(entries);
        boolean abort = awaits(Verb.ABOR);
        if (!rest.isEmpty()) {
            rest.removeFirst();
        }
        moveDue(rest, due);
        return new Pending(rest, abort && !rest.isEmpty());
    }

    /**
     * After the greeting, which answers no command: without own answers that are now due.
     *
     * @param due receives the own answers that may be sent now, in order
     */
    Pending greeted(List<ReplyLine> due) {
        List<Entry> rest = new ArrayList<>(entries);
        moveDue(rest, due);
        return new Pending(rest, false);
    }

    private static void moveDue(List<Entry> rest, List<ReplyLine> due) {
        while (!rest.isEmpty() && rest.getFirst() instanceof Own own) {
            due.add(own.reply());
            rest.removeFirst();
        }
    }

    /**
     * Some servers answer a transfer and its ABOR with one reply together. A client that sends its next command after that has
     * what it waited for, so nothing before it is still to come.
     *
     * @param due receives the own answers that may be sent now, in order
     */
    Pending beforeNextCommand(List<ReplyLine> due) {
        if (!abortAnswered) {
            return this;
        }
        entries.forEach(entry -> {
            if (entry instanceof Own own) {
                due.add(own.reply());
            }
        });
        return NONE;
    }

    /** One awaited reply. */
    sealed interface Entry {}

    /**
     * The server will answer.
     *
     * @param verb the command's verb
     */
    record FromServer(Verb verb) implements Entry {}

    /**
     * Passage's own answer, due when all before it are answered.
     *
     * @param reply the answer
     */
    record Own(ReplyLine reply) implements Entry {}
}
