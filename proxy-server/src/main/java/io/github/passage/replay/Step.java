package io.github.passage.replay;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a recorded client did or saw, in order. */
sealed interface Step {
    /** Where it stands in the file, from 1. */
    int line();

    /**
     * It sent a line.
     *
     * @param command as the transcript shows it
     * @param wire its bytes, empty if a secret is withheld in it
     */
    record Send(int line, String command, Optional<Bytes> wire) implements Step {
        String verb() {
            String stripped = command.strip();
            int blank = stripped.indexOf(' ');
            return (blank < 0 ? stripped : stripped.substring(0, blank)).toUpperCase(Locale.ROOT);
        }
    }

    /** It got a reply. */
    record Expect(int line, int code, List<String> lines) implements Step {}

    /**
     * It opened a data connection to where the newest passive reply said.
     *
     * @param upload how many bytes it sent, empty if it only read
     */
    record Open(int line, Optional<Long> upload) implements Step {}

    /**
     * Its oldest data connection ended.
     *
     * @param download how many bytes it got, empty if the transfer was broken off
     */
    record Close(int line, Optional<Long> download) implements Step {}
}
