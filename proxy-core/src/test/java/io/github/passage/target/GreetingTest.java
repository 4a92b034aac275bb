package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingTest {
    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | INCOMPLETE",
                "2                               | INCOMPLETE",
                "220 ready                       | INCOMPLETE",
                "220 ready\\r\\n                 | GOOD",
                "220\\r\\n                       | GOOD",
                "220\\n                          | GOOD",
                "220-Welcome\\r\\n               | GOOD",
                "120 in a minute\\r\\n           | INCOMPLETE",
                "120 in a minute\\r\\n220 now\\r\\n | GOOD",
                "120 in a minute\\r\\n421 no\\r\\n  | BAD",
                "421 too many users\\r\\n        | BAD",
                "2200 what\\r\\n                 | BAD",
                "230 in\\r\\n                    | BAD",
                "SSH-2.0-OpenSSH\\r\\n           | BAD",
                "\\r\\n                          | BAD"
            })
    void onlyA220IsGood(String heard, Greeting expected) {
        assertThat(Greeting.of(heard.replace("\\r", "\r").replace("\\n", "\n"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, ''",
        "V1, 50524f585920554e4b4e4f574e0d0a",
        "V2, 0d0a0d0a000d0a515549540a20000000",
    })
    void aProbeSaysThatItComesFromTheProxyItself(ProbeHeader header, String hex) {
        assertThat(HexFormat.of().formatHex(header.bytes())).isEqualTo(hex);
    }

    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "421 too many users of 10.0.0.7 | greeted with 421",
                "120 wait\\r\\n421 full          | greeted with 421",
                "530-no                         | greeted with 530",
                "2200 what                      | greeted with no FTP reply",
                "999 what                       | greeted with no FTP reply",
                "SSH-2.0-OpenSSH                | greeted with no FTP reply"
            })
    void whatCameInItsPlaceIsToldWithoutTheServersText(String heard, String told) {
        assertThat(Greeting.shown(heard.replace("\\r", "\r").replace("\\n", "\n") + "\r\n"))
                .isEqualTo(told);
    }

    @Test
    void aLineWithoutEndIsNone() {
        String endless = "220 " + "x".repeat(Greeting.MOST_CHARACTERS);

        assertThat(Greeting.of(endless)).isEqualTo(Greeting.BAD);
        assertThat(Greeting.shown(endless)).isEqualTo("greeted with no FTP reply");
    }
}
