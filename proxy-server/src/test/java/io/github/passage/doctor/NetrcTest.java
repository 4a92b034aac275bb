package io.github.passage.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetrcTest {
    private static final Netrc FILE = Netrc.parse("""
            # logins
            machine ftp.example.test
              login alice
              password hunter2
            machine ftp.example.test login bob account x password "two words \\"quoted\\""
            macdef init
            machine evil.example.test login nobody password never
            cd /pub

            machine other.example.test password only
            default login anonymous password me@example.test
            """);

    @ParameterizedTest(name = "{0} and user {1}")
    @CsvSource({
        "ftp.example.test, , alice, hunter2",
        "FTP.Example.test, alice, alice, hunter2",
        "ftp.example.test, bob, bob, two words \"quoted\"",
        "other.example.test, carol, carol, only",
        "evil.example.test, , anonymous, me@example.test",
        "unknown.example.test, anonymous, anonymous, me@example.test",
    })
    void theFirstEntryThatFitsIsTaken(String host, String user, String login, String password) {
        assertThat(FILE.find(host, Optional.ofNullable(user))).contains(new Credentials(login, password));
    }

    @ParameterizedTest(name = "{0} and user {1}")
    @CsvSource({"ftp.example.test, dave", "other.example.test,"})
    void noLoginIsFoundWhereNoEntryFitsOrItIsNotWhole(String host, String user) {
        assertThat(FILE.find(host, Optional.ofNullable(user))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "machine a.test login x passwort hunter2 | line 1: an unknown keyword (expected: machine, default",
                "password hunter2 | line 1: password before any machine",
                "machine a.test login | line 1: no value",
            })
    void aMistakeIsToldByItsLineAndNotByItsWords(String content, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Netrc.parse(content))
                .withMessageStartingWith(complaint)
                .satisfies(fault -> assertThat(fault).message().doesNotContain("hunter2"));
    }

    @Test
    void credentialsDoNotShowTheirPassword() {
        assertThat(new Credentials("alice", "hunter2")).hasToString("alice");
    }

    @Test
    void credentialsCannotSmuggleACommand() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials("alice", "x\r\nDELE y"));
    }
}
