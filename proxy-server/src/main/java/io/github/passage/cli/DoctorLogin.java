package io.github.passage.cli;

import io.github.passage.doctor.Credentials;
import io.github.passage.doctor.Endpoint;
import io.github.passage.doctor.Netrc;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where {@code passage doctor} finds a login.
 *
 * @param environment the value of {@code PASSAGE_PASSWORD}
 * @param prompt asks for the password of a user, without echo; empty where there is nobody to ask
 */
record DoctorLogin(Optional<String> environment, Optional<Function<String, String>> prompt) {
    static final String VARIABLE = "PASSAGE_PASSWORD";

    static DoctorLogin ofThisProcess() {
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        return new DoctorLogin(
                Optional.ofNullable(System.getenv(VARIABLE)), terminal.map(console -> user -> ask(console, user)));
    }

    private static String ask(Console console, String user) {
        char[] password = console.readPassword("Password of %s: ", user);
        return password == null ? "" : new String(password);
    }

    /**
     * Finds the login for an endpoint.
     *
     * @return empty if the URL names no user and neither does the netrc file
     * @throws UserFault if the user has no password here, or the file is of no use
     */
    Optional<Credentials> find(Endpoint endpoint, Optional<Path> netrc) {
        if (netrc.isPresent()) {
            return Optional.of(fromFile(netrc.get(), endpoint));
        }
        return endpoint.user().map(this::of);
    }

    private Credentials of(String user) {
        if (Credentials.isGuest(user)) {
            return Credentials.guest(user);
        }
        String password = environment
                .or(() -> prompt.map(asked -> asked.apply(user)))
                .orElseThrow(() -> new UserFault("password: none for user " + user + " (expected: " + VARIABLE
                        + " in the environment, --netrc FILE, a terminal to ask at, or --no-login)"));
        try {
            return new Credentials(user, password);
        } catch (IllegalArgumentException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private static Credentials fromFile(Path file, Endpoint endpoint) {
        try {
            return Netrc.parse(Files.readString(file))
                    .find(endpoint.host(), endpoint.user())
                    .orElseThrow(() -> new UserFault("--netrc: " + file + ": no login and password for "
                            + endpoint.user().map(user -> user + " at ").orElse("") + endpoint.host()
                            + " (expected: machine " + endpoint.host() + " login ... password ...)"));
        } catch (NoSuchFileException e) {
            throw new UserFault("--netrc: " + file + ": no such file (expected: a readable netrc file)");
        } catch (MalformedInputException e) {
            throw new UserFault("--netrc: " + file + ": not text in UTF-8 (expected: a readable netrc file)");
        } catch (IOException e) {
            throw new UserFault("--netrc: " + file + ": cannot be read (expected: a readable netrc file)");
        } catch (IllegalArgumentException e) {
            throw new UserFault("--netrc: " + file + ": " + e.getMessage());
        }
    }
}
