package io.github.passage.it.leak;

import java.util.List;

/** Passwords that nothing of Passage may ever print. Long and odd, so that they are found nowhere by chance. */
public final class TestPasswords {
    /** Of the account at the test servers. */
    public static final String ACCOUNT = "hush-4Kx9-tester";

    /** Of what the doctor is given. */
    public static final String DOCTOR = "hunter2-is-secret";

    private TestPasswords() {}

    /** All. The password of the lab's own account is none of them: the lab tells it to whoever asks. */
    static List<String> all() {
        return List.of(ACCOUNT, DOCTOR);
    }
}
