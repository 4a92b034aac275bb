package io.github.passage.config;

import java.io.Serial;
import java.util.List;

/**
 * A configuration that cannot be used. The message is for the operator: one line for each mistake, all of them at once. It
 * carries no stack trace, since the mistake is in the file or the flags, not in the program.
 */
public final class ConfigException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ConfigException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
    }

    /** The mistakes, one line each, in the order of the file. */
    public List<String> problems() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
