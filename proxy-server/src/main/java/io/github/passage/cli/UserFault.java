package io.github.passage.cli;

/** A mistake in what the user gave, told in one line that names the flag or key, the value, and what was expected. */
final class UserFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserFault(String message) {
        super(message);
    }
}
