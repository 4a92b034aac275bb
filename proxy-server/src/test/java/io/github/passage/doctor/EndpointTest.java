package io.github.passage.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ftp://ftp.example.test/, ftp.example.test, 21,",
        "ftp://ftp.example.test, ftp.example.test, 21,",
        "FTP://ftp.example.test:2121/, ftp.example.test, 2121,",
        "ftp://alice@ftp.example.test:2121, ftp.example.test, 2121, alice",
        "ftp://alice%40example.test@10.0.0.1/, 10.0.0.1, 21, alice@example.test",
        "ftp://a+b@10.0.0.1/, 10.0.0.1, 21, a+b",
        "ftp://alice@[2001:db8::1]:990/, 2001:db8::1, 990, alice",
        "ftp://[::1]/, ::1, 21,",
        "ftp://@10.0.0.1/, 10.0.0.1, 21,",
    })
    void anEndpointHasAHostAPortAndPerhapsAUser(String url, String host, int port, String user) {
        assertThat(Endpoint.parse(url)).isEqualTo(new Endpoint(host, port, Optional.ofNullable(user)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp.example.test | expected: ftp://[user@]host[:port]/",
                "ftps://ftp.example.test/ | TLS is tried by itself",
                "ftp:// | expected: a DNS name",
                "ftp:///pub | expected: none, the directory after login",
                "ftp://ftp.example.test/pub/ | a path in it (expected: none",
                "ftp://ftp.example.test:0/ | port: 0 (expected: 1-65535)",
                "ftp://ftp.example.test:65536/ | port: 65536 (expected: 1-65535)",
                "ftp://ftp.example.test:/ | port: not a number",
                "ftp://2001:db8::1/ | expected: a DNS name, an IPv4 address, or an IPv6 address in brackets",
                "ftp://[ftp.example.test]/ | expected: a DNS name",
                "ftp://bob%zz@host/ | user: \"bob%zz\"",
                "ftp://bob%0D%0ADELE@host/ | expected: no control characters",
            })
    void aWrongUrlIsToldWithWhatWasExpected(String url, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(url))
                .withMessageContaining(complaint);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "ftp://alice:hunter2@host/",
                "ftp://alice:hun/hunter2@host/",
                "ftp://alice:hun@hunter2@host:21/",
                "ftp://:hunter2@host/",
                "ftp://alice:hunter2",
                "sftp://alice:hunter2@host/",
                "ftp:/alice:hunter2@host/",
            })
    void noComplaintRepeatsAPassword(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(url))
                .satisfies(fault -> assertThat(fault).message().doesNotContain("hunter2"));
    }

    @Test
    void aPasswordInTheUrlIsRefusedWithTheWaysToGiveIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse("ftp://alice:hunter2@host/"))
                .withMessageContaining("prompt")
                .withMessageContaining("PASSAGE_PASSWORD")
                .withMessageContaining("--netrc FILE");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"ftp://alice@ftp.example.test:2121/", "ftp://ftp.example.test/", "ftp://[2001:db8::1]:990/"})
    void anEndpointIsShownAsItsUrl(String url) {
        assertThat(Endpoint.parse(url)).hasToString(url);
    }
}
