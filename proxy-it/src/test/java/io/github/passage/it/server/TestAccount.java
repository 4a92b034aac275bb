package io.github.passage.it.server;

import io.github.passage.it.leak.TestPasswords;

/** The account at every server that can have virtual users. */
final class TestAccount {
    static final String USER = "tester";

    /** crypt(3) of the password, SHA-256 at 5000 rounds: the servers' own tools choose hashes that take seconds. */
    static final String PASSWORD_HASH = "$5$xM79Rg4hVwNvHpB1$ENl8770ppyur4g5LTk1tw8br6SxF6qlBW1MqHcI3iY2";

    private TestAccount() {}

    static Account account() {
        return new Account(USER, TestPasswords.ACCOUNT);
    }
}
