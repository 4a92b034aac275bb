package io.github.passage.cli.ctl;

/** What keeps a command from its answer, in one line for the user. */
final class CtlFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CtlFault(String message) {
        super(message, null, false, false);
    }
}
