package io.github.passage.cli.ctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the token of an admin server is found. */
final class AdminToken {
    /** Names its file where no flag does. */
    static final String VARIABLE = "PASSAGE_ADMIN_TOKEN_FILE";

    private AdminToken() {}

    /**
     * The token of the flag's file, else of that of the environment; empty if neither is named.
     *
     * @param environment the value of {@link #VARIABLE}
     * @throws CtlFault if the file holds none
     */
    static Optional<String> of(Optional<Path> flag, @Nullable String environment) {
        if (flag.isPresent()) {
            return flag.map(file -> read("--token-file", file.toString()));
        }
        return Optional.ofNullable(environment).filter(file -> !file.isEmpty()).map(file -> read(VARIABLE, file));
    }

    private static String read(String source, String file) {
        try {
            String token = Files.readString(Path.of(file)).strip();
            if (token.matches("[\\x21-\\x7e]+")) {
                return token;
            }
        } catch (IOException | InvalidPathException e) {
            // Told below, as a file without a token is.
        }
        throw new CtlFault(source + ": \"" + file + "\" (expected: a readable file with a token)");
    }
}
