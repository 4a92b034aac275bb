package io.github.passage.doctor;

/**
 * Who logs in.
 *
 * @param user without line breaks
 * @param password without line breaks, may be empty; shown by nothing
 */
public record Credentials(String user, String password) {
    /** Checks that neither could smuggle in a command. */
    public Credentials {
        if (breaksLine(user) || breaksLine(password)) {
            throw new IllegalArgumentException("user or password: a line break or NUL in it (expected: none)");
        }
    }

    private static boolean breaksLine(String text) {
        return text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0);
    }

    /** Whether the user is one of the two names for guests (RFC 1635), whose password is no secret. */
    public static boolean isGuest(String user) {
        return user.equals("anonymous") || user.equals("ftp");
    }

    /** The login of a guest. */
    public static Credentials guest(String user) {
        return new Credentials(user, "passage@example.com");
    }

    @Override
    public String toString() {
        return user;
    }
}
