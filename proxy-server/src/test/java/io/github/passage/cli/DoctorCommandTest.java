package io.github.passage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.passage.doctor.Credentials;
import io.github.passage.doctor.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandTest {
    private static final DoctorLogin NOBODY = new DoctorLogin(Optional.empty(), Optional.empty());

    @ParameterizedTest(name = "doctor {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "| URL: none (expected: one, ftp://[user@]host[:port]/)",
                "ftp://a:hunter2@h/ ftp://b:hunter2@h/ | URL: 2 of them (expected: one, ftp://[user@]host[:port]/)",
                "ftp://alice:hunter2@h/ | URL: a password in it,",
                "http://h/ | URL: \"http://h/\" (expected: ftp://[user@]host[:port]/",
                "ftp://h/ --format xml | --format: \"xml\" (expected: text or json)",
                "ftp://h/ --format ftp://alice:hunter2@h/ | --format: \"***@h/\" (expected: text or json)",
                "ftp://h/ --timeout 10 | --timeout: \"10\" (expected: a time from 100ms to 5m, for example 10s)",
                "ftp://h/ --timeout 6m | --timeout: \"6m\" (expected: a time from 100ms to 5m, for example 10s)",
                "ftp://h/ --timeout 99ms | --timeout: \"99ms\" (expected: a time from 100ms to 5m, for example 10s)",
                "ftp://h/ --netrc /nonexistent | --netrc: /nonexistent: no such file",
            })
    void aMistakeIsOneLineThatRepeatsNoPassword(String args, String complaint) {
        String[] words = ("doctor" + (args == null ? "" : " " + args)).split(" ", -1);
        Outcome outcome = Outcome.of(words);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.complaints())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("passage doctor: " + complaint)
                        .doesNotContain("hunter2"));
    }

    @Test
    void aUserWithoutPasswordIsToldTheWaysToGiveIt() {
        assertThatExceptionOfType(UserFault.class)
                .isThrownBy(() -> NOBODY.find(Endpoint.parse("ftp://alice@h/"), Optional.empty()))
                .withMessage(
                        "password: none for user alice (expected: PASSAGE_PASSWORD in the environment, --netrc FILE, a"
                                + " terminal to ask at, or --no-login)");
    }

    @Test
    void theEnvironmentComesBeforeThePrompt() {
        DoctorLogin both = new DoctorLogin(Optional.of("from environment"), Optional.of(user -> "typed by " + user));
        DoctorLogin prompt = new DoctorLogin(Optional.empty(), Optional.of(user -> "typed by " + user));
        Endpoint endpoint = Endpoint.parse("ftp://alice@h/");

        assertThat(both.find(endpoint, Optional.empty())).contains(new Credentials("alice", "from environment"));
        assertThat(prompt.find(endpoint, Optional.empty())).contains(new Credentials("alice", "typed by alice"));
    }

    @Test
    void aGuestNeedsNoPasswordAndGetsNobodyElses() {
        DoctorLogin environment = new DoctorLogin(Optional.of("hunter2"), Optional.empty());

        assertThat(environment.find(Endpoint.parse("ftp://anonymous@h/"), Optional.empty()))
                .map(Credentials::password)
                .hasValueSatisfying(password -> assertThat(password).doesNotContain("hunter2"));
        assertThat(environment.find(Endpoint.parse("ftp://h/"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void theNetrcFileNamesUserAndPassword(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("netrc"), "machine h login alice password hunter2\n");

        assertThat(NOBODY.find(Endpoint.parse("ftp://h/"), Optional.of(file)))
                .contains(new Credentials("alice", "hunter2"));
        assertThatExceptionOfType(UserFault.class)
                .isThrownBy(() -> NOBODY.find(Endpoint.parse("ftp://bob@h/"), Optional.of(file)))
                .withMessageContaining("no login and password for bob at h")
                .withMessageNotContaining("hunter2");
    }
}
