package io.github.passage.lab.live;

import java.util.List;

/**
 * What became of one transfer or session, and why.
 *
 * @param number counts a lab's verdicts from 1
 * @param time when, as ISO 8601 instant
 * @param session the session's id
 * @param success whether the client got what it asked for
 * @param step how far it came: connect, greeting, login, passive command, passive reply, data connect, data transfer, completion;
 *     empty if it worked
 * @param address the simulated address that it failed at, empty where none is to blame
 * @param announcer who named that address
 * @param cause why, one of a closed list, for example {@code not-reachable}; empty if it worked
 * @param fixes what helps, least disturbing first
 * @param sentences what happened, why, and what helps
 */
public record VerdictView(
        long number,
        String time,
        String session,
        boolean success,
        String step,
        String address,
        String announcer,
        String cause,
        List<String> fixes,
        List<String> sentences) {
    /** Copies the lists. */
    public VerdictView {
        fixes = List.copyOf(fixes);
        sentences = List.copyOf(sentences);
    }
}
