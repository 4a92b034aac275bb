package io.github.passage.doctor;

/** Whom a finding concerns, the worst first. */
public enum Severity {
    /** No client can transfer anything. */
    BREAKS_ALL("breaks every client"),
    /** It depends on the client program or its settings. */
    BREAKS_SOME("breaks some clients"),
    /** Something could not be looked at, so nothing is known of it. */
    NOT_EXAMINED("not examined"),
    /** Worth knowing; no passive client fails for it. */
    NOTE("note");

    private final String words;

    Severity(String words) {
        this.words = words;
    }

    /** For reports. */
    String words() {
        return words;
    }
}
