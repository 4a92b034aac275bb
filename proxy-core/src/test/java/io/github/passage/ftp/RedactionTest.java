package io.github.passage.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String command(String text) {
        return Redaction.ofCommand(bytes(text + "\r\n")).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "PASS hunter2;PASS ***",
                "pass hunter2;PASS ***",
                " PaSs  hunter2 ;PASS ***",
                "PASS;PASS",
                "PASS ;PASS",
                "PASShunter2;PASS ***",
                "PASS=hunter2;PASS ***",
                "P A S S hunter2;PASS ***",
                "ACCT hunter2;ACCT ***",
                "ADAT aHVudGVyMg==;ADAT ***",
                "MIC aHVudGVyMg==;MIC ***",
                "ENC aHVudGVyMg==;ENC ***",
                "CONF aHVudGVyMg==;CONF ***",
                "AUTH TLS;AUTH TLS",
                "auth tls;auth tls",
                "AUTH hunter2;AUTH ***",
                "SITE PSWD hunter2 hunter3;SITE ***",
                "SITE CHMOD 600 a;SITE CHMOD 600 a",
                "SITE;SITE",
                "PSSA hunter2;PSSA ***",
                "hunter2;***",
                "XCWD a;XCWD a",
                "XPWD;XPWD",
                "FOO;FOO",
                "USER anna;USER anna",
                "RETR tail ;RETR tail ",
                " pasv;pasv",
                "CWD ftp://anna:hunter2@h/x;CWD ftp://anna:***@h/x"
            })
    void commandsAreShownWithoutTheirSecrets(String line, String shown) {
        assertThat(command(line).strip()).isEqualTo(shown.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "PASS\\thunter2",
        "PASS\\x00hunter2",
        "PA\\x00SS hunter2",
        "\\x00PASS hunter2",
        "PASS\\rhunter2",
        "NOOP\\rPASS hunter2",
        "NOOP \\rPASS hunter2",
        "LIST \\x00PA\\x00SS hunter2",
        "\\xff\\xf4\\xff\\xf2PASS hunter2",
        "\\xff\\xfbPASS hunter2",
        "PA\\xff\\xfbXSS hunter2",
        "PASS \\xff\\xf4hunter2",
        "\\xff\\xfaPASS hunter2\\xff\\xf0NOOP",
        "PASS\\x0bhunter2",
    })
    void noDisguiseShowsThem(String escaped) {
        assertThat(command(unescaped(escaped))).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "331 Password required;331 Password required",
                "334 ADAT=aHVudGVyMg==;334 ADAT=***",
                "235 adat = aHVudGVyMg==;235 ADAT=***",
                "631 aHVudGVyMg==;631 ***",
                "500 'PASS hunter2': command not understood;500 'PASS ***",
                "530 Please login with USER and PASS.;530 Please login with USER and PASS.",
                "220 see ftp://anna:hunter2@h/;220 see ftp://anna:***@h/"
            })
    void repliesAreShownWithoutSecurityData(String line, String shown) {
        int code = Integer.parseInt(line.substring(0, 3));
        assertThat(Redaction.ofReply(new ReplyLine(bytes(line + "\r\n"), code, ReplyLine.Place.ONLY)))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://a:pw@h, ftp://a:***@h",
        "x ftp://a:pw@h:21/d y https://b:qw@g, x ftp://a:***@h:21/d y https://b:***@g",
        "ftp://a:p@w/d@h/x, ftp://a:***@h/x",
        "ftp://:pw@h, ftp://:***@h",
        "ftp://a@h, ftp://a@h",
        "ftp://h:21/a, ftp://h:21/a",
        "ftp://h:21, ftp://h:21",
        "ftp://[::1]:21/, ftp://[::1]:21/",
        "ftp://a:pw, ftp://a:***",
        "ftp://a:12pw, ftp://a:***",
        "admin at http://127.0.0.1:9621., admin at http://127.0.0.1:9621.",
        "a:pw@h, a:pw@h"
    })
    void passwordsOfUrlsAreMaskedAnywhere(String text, String shown) {
        assertThat(CredentialsInText.masked(text, "***")).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "anna:hunter2@host:21, anna:***@host:21",
        "--target: \"anna:hun@ter2@host\" (expected: host:port), --target: \"anna:***@host\" (expected: host:port)",
        "ftp://anna:hunter2@host, ftp://anna:***@host",
        "ftp://anna@host:21/, ftp://anna@host:21/",
        "10.0.0.1:21, 10.0.0.1:21"
    })
    void whatAUserGaveIsMaskedWithoutASchemeToo(String text, String shown) {
        assertThat(CredentialsInText.maskedOfUser(text)).isEqualTo(shown);
    }

    @Test
    void repeatedPasswordsAreMaskedInReplies() {
        SessionRedaction session = new SessionRedaction("***");
        session.command(bytes("PASS h@nter 2\r\n"));

        assertThat(session.reply(ReplyLine.of(530, "bad H@NTER 2, h%40nter+2 or h%40nter%202")))
                .isEqualTo("530 bad ***, *** or ***");
        assertThat(session.command(bytes("CWD /h@nter 2/x\r\n"))).isEqualTo("CWD /***/x");
    }

    @Test
    void aNumericPasswordAtTheBeginOfALineIsMasked() {
        SessionRedaction session = new SessionRedaction("***");
        session.command(bytes("PASS 12345678\r\n"));

        assertThat(session.reply(bytes("12345678 is wrong\r\n"))).isEqualTo("*** is wrong");
        assertThat(session.reply(bytes("530\r\n"))).isEqualTo("530");
    }

    @Test
    void aLetterWhoseLowerCaseIsLongerHidesNoPassword() {
        SessionRedaction session = new SessionRedaction("***");
        session.withhold("hunter2");

        assertThat(session.masked("\u0130 HUNTER2 \u0130")).isEqualTo("\u0130 *** \u0130");
    }

    @ParameterizedTest
    @ValueSource(strings = {"://", " ", "\u0001x", "://a:", "@://"})
    void longLinesTakeNoLongerThanTheirLength(String part) {
        byte[] line = bytes("PASS x" + part.repeat(8192 / part.length()) + "x");
        ReplyLine reply = ReplyLine.of(530, part.repeat(8192 / part.length()) + "x");
        long bound = Duration.ofMillis(20).toNanos();
        long fastest = Long.MAX_VALUE;
        // The first ones also pay for loading and compiling
        for (int i = 0; i < 200 && fastest >= bound; i++) {
            long began = System.nanoTime();
            Redaction.ofCommand(line);
            Redaction.ofReply(reply);
            fastest = Math.min(fastest, System.nanoTime() - began);
        }

        assertThat(fastest).isLessThan(bound);
    }

    @Test
    void aShortPasswordIsMaskedAsAWordOnly() {
        SessionRedaction session = new SessionRedaction("***");
        session.command(bytes("PASS in\r\n"));

        assertThat(session.reply(ReplyLine.of(530, "login in 'in' insane"))).isEqualTo("530 login *** '***' insane");
    }

    @Test
    void codesAndVerbsAreNeverMasked() {
        SessionRedaction session = new SessionRedaction("***");
        session.command(bytes("PASS 2300\r\n"));
        session.command(bytes("PASS LIST\r\n"));

        assertThat(session.reply(ReplyLine.of(230, "0 ok"))).isEqualTo("230 0 ok");
        assertThat(session.command(bytes("LIST list\r\n"))).isEqualTo("LIST ***");
    }

    @Test
    void manyPasswordsAreForgottenInTheirOrder() {
        SessionRedaction session = new SessionRedaction("***");
        for (int i = 0; i < 1000; i++) {
            session.command(bytes("PASS hunter" + i + "x\r\n"));
        }

        assertThat(session.masked("hunter999x hunter0x")).isEqualTo("*** hunter0x");
    }

    private static String unescaped(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                result.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else if (text.startsWith("\\t", i) || text.startsWith("\\r", i)) {
                result.append(text.charAt(i + 1) == 't' ? '\t' : '\r');
                i++;
            } else {
                result.append(text.charAt(i));
            }
        }
        return result.toString();
    }
}
