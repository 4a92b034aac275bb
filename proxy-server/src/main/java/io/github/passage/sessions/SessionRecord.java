package io.github.passage.sessions;

import io.github.passage.ftp.Verb;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a session at one moment. Nothing in it is secret: facts carry no passwords. Addresses have the form
 * {@code host:port}; one that is not known is empty.
 *
 * @param id hop and number
 * @param client where the client comes from
 * @param reached the address that it reached here
 * @param target the server's address, also if it cannot be reached; empty before that is known
 * @param user the name of the latest login, empty before
 * @param verbs how often the client sent each verb, in the order of the enum
 * @param passive the newest {@value SessionEntry#MOST_PASSIVE} passive replies, newest first
 * @param passiveReplies how many there were in all, refused ones included
 * @param bytesFromClient bytes that the client has sent on data connections up to now
 * @param bytesFromTarget bytes that the server has sent on those
 * @param began when the client came
 * @param took how long the control connection lasted, empty while it stands
 * @param state one of {@link SessionStates}, or the label of {@code end}
 * @param end why it ended, empty while it stands
 * @param fault the latest reason why the target could not be reached, one line, empty if it always could
 */
public record SessionRecord(
        SessionRef id,
        String client,
        String reached,
        String target,
        String user,
        Map<Verb, Integer> verbs,
        List<PassiveRecord> passive,
        int passiveReplies,
        long bytesFromClient,
        long bytesFromTarget,
        Instant began,
        Optional<Duration> took,
        String state,
        Optional<SessionEnd> end,
        String fault) {
    /** Copies the collections. */
    public SessionRecord {
        EnumMap<Verb, Integer> sorted = new EnumMap<>(Verb.class);
        sorted.putAll(verbs);
        verbs = Collections.unmodifiableMap(sorted);
        passive = List.copyOf(passive);
    }
}
