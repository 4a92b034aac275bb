package io.github.passage.cli;

import java.util.ArrayList;
import java.util.List;

/** A mistake in what the user gave, told in one line that names the flag or key, the value, and what was expected. */
final class UserFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> shellLines;

    UserFault(String message) {
        this(message, List.of());
    }

    /**
     * A mistake that commands can repair.
     *
     * @param shellLines printed below the message as they are, to be copied into a shell
     */
    UserFault(String message, List<String> shellLines) {
        super(message);
        this.shellLines = new ArrayList<>(shellLines);
    }

    List<String> shellLines() {
        return List.copyOf(shellLines);
    }
}
