package io.github.passage.it.server;

/** The account at every server that can have virtual users. */
final class TestAccount {
    static final String USER = "tester";

    private static final String PASSWORD = "secret";

    /** crypt(3) of the password, SHA-256 at 5000 rounds: the servers' own tools choose hashes that take seconds. */
    static final String PASSWORD_HASH = "$5$xM79Rg4hVwNvHpB1$Cv/swzVJYxetusyDGBEw498p7Oxjtab4Fb0EPGfBuu.";

    private TestAccount() {}

    static Account account() {
        return new Account(USER, PASSWORD);
    }
}
