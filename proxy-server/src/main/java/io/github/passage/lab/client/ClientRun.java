package io.github.passage.lab.client;

import io.github.passage.lab.profile.Method;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a client did.
 *
 * @param outcome how it ended
 * @param stopped whether it was stopped by the limit and would have tried again
 * @param commands all that it sent, in order, the password masked
 * @param dialled all data connections that it tried, in order
 * @param bytes of data that it got or sent in the successful transfer
 * @param took in real time
 * @param transcript what was said and done
 */
public record ClientRun(
        Outcome outcome,
        boolean stopped,
        List<String> commands,
        List<Dialled> dialled,
        long bytes,
        Duration took,
        List<Line> transcript) {

    /** Makes it immutable. */
    public ClientRun {
        commands = List.copyOf(commands);
        dialled = List.copyOf(dialled);
        transcript = List.copyOf(transcript);
    }

    /** How it first asked for a data connection; empty if it did not come to that. */
    public Optional<Method> firstMethod() {
        return methods().stream().findFirst();
    }

    /** How it asked for data connections, in order; {@code EPSV ALL} counts as EPSV, as its refusal does. */
    public List<Method> methods() {
        return commands.stream().flatMap(command -> method(command).stream()).toList();
    }

    private static Optional<Method> method(String command) {
        return switch (command.split(" ", 2)[0]) {
            case "EPSV" -> Optional.of(Method.EPSV);
            case "PASV" -> Optional.of(Method.PASV);
            case "PORT", "EPRT" -> Optional.of(Method.ACTIVE);
            default -> Optional.empty();
        };
    }

    /**
     * A data connection that was tried.
     *
     * @param address as the client saw it
     * @param result what came of it
     */
    public record Dialled(InetSocketAddress address, Result result) {
        /** What came of it. */
        public enum Result {
            /** It stood. */
            CONNECTED,
            /** It was refused, or reset before its first byte. */
            REFUSED,
            /** Nothing answered. */
            TIMED_OUT
        }
    }

    /**
     * A line of the transcript.
     *
     * @param at real time since the client began
     * @param kind who said it
     * @param text one line, the password masked
     */
    public record Line(Duration at, Kind kind, String text) {
        /** Who said it. */
        public enum Kind {
            /** The client, to the server. */
            SENT,
            /** The server. */
            RECEIVED,
            /** The client, about what it did. */
            NOTED
        }
    }
}
