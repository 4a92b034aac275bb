package io.github.passage.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.IpLiteral;
import io.github.passage.ftp.PassiveReply.Epsv;
import io.github.passage.ftp.PassiveReply.Pasv;
import java.net.Inet4Address;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassiveReplyTest {
    private static final Inet4Address ANNOUNCED =
            IpLiteral.parseV4("10.1.135.46").orElseThrow();
    private static final Inet4Address NEW = IpLiteral.parseV4("203.0.113.9").orElseThrow();

    private static Pasv pasv(String text) {
        return (Pasv) PassiveReply.parse(227, text).orElseThrow();
    }

    private static Epsv epsv(String text) {
        return (Epsv) PassiveReply.parse(229, text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "227 Entering Passive Mode (@)",
                "227 Entering Passive Mode (@).",
                "227 Entering Passive Mode @",
                "227 Entering Passive Mode @.",
                "227 Entering Passive Mode. @",
                "227 =@",
                "227 Entering Passive Mode =@",
                "227 @",
                "227-@",
                " @",
                "@",
                "227 Passive mode 1 OK (@) for you, anna",
                "227 Entering Passive Mode ( @ )",
                "227 ok[@]",
                "227 s3バケット (@)"
            })
    void aRewritten227KeepsTheTextAroundTheNumbers(String form) {
        Pasv reply = pasv(form.replace("@", "10,1,135,46,32,5"));

        assertThat(reply.address()).isEqualTo(ANNOUNCED);
        assertThat(reply.port()).isEqualTo(8197);
        assertThat(reply.withEndpoint(NEW, 8200)).isEqualTo(form.replace("@", "203,0,113,9,32,8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10, 1, 135, 46, 32, 5",
                "10 ,1 ,135 ,46 ,32 ,5",
                "10  ,  1,135 , 46,   32,5",
                "010,001,135,046,032,005"
            })
    void blanksAndZerosAmongTheNumbersAreReadAndNotWritten(String numbers) {
        Pasv reply = pasv("227 Entering Passive Mode (" + numbers + ").");

        assertThat(reply.address()).isEqualTo(ANNOUNCED);
        assertThat(reply.port()).isEqualTo(8197);
        assertThat(reply.withEndpoint(NEW, 258)).isEqualTo("227 Entering Passive Mode (203,0,113,9,1,2).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "227 Entering Passive Mode",
                "227 ",
                "227",
                "",
                "227 (10,1,135,46,32)",
                "227 (10,1,135,46)",
                "227 (256,1,135,46,32,5)",
                "227 (10,1,135,999,32,5)",
                "227 (10,1,135,46,256,5)",
                "227 (10,1,135,46,32,256)",
                "227 (10,1,135,46,0,0)",
                "227 (10.1.135.46.32.5)",
                "227 (10,1,,46,32,5)",
                "227 (1000,1,135,46,32,5)",
                "227 (10,1,135,46,32,5000)",
                "227 (-,1,135,46,32,5)",
                "227 (a,b,c,d,e,f)"
            })
    void numbersThatAreMissingOrOutOfRangeAreNoPassiveReply(String text) {
        assertThat(PassiveReply.parse(227, text)).isEmpty();
    }

    @Test
    void thePortsLimitsAreReadAndWritten() {
        assertThat(pasv("227 (10,1,135,46,0,1)").port()).isEqualTo(1);
        assertThat(pasv("227 (10,1,135,46,255,255)").port()).isEqualTo(65535);
        assertThat(pasv("227 (10,1,135,46,0,1)").withEndpoint(NEW, 65535)).isEqualTo("227 (203,0,113,9,255,255)");
        assertThat(pasv("227 (10,1,135,46,0,1)").withEndpoint(NEW, 1)).isEqualTo("227 (203,0,113,9,0,1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|", "!", "#", "$", "%", "&", "*", "-", ".", "/", ":", ";", "?", "@", "\\", "^", "_", "~", "x", "Z"
            })
    void a229IsReadWithAnyDelimiter(String delimiter) {
        String fields = delimiter.repeat(3) + "8197" + delimiter;
        Epsv reply = epsv("229 Entering Extended Passive Mode (" + fields + ")");

        assertThat(reply.port()).isEqualTo(8197);
        assertThat(reply.withPort(40000))
                .isEqualTo("229 Entering Extended Passive Mode (" + fields.replace("8197", "40000") + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "229 Entering Extended Passive Mode (|||8197|)",
                "229 Entering Extended Passive Mode (|||8197|).",
                "229 Extended Passive Mode OK (|||8197|) for you",
                "229 |||8197|",
                "229 Entering Extended Passive Mode (|1||8197|)",
                "229 Entering Extended Passive Mode (|1|10.1.135.46|8197|)",
                "229 Entering Extended Passive Mode (|2|2001:db8::7|8197|)"
            })
    void a229KeepsTheTextAroundThePortAlsoWithFilledFields(String text) {
        Epsv reply = epsv(text);

        assertThat(reply.port()).isEqualTo(8197);
        assertThat(reply.withPort(9)).isEqualTo(text.replace("8197", "9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "229 Entering Extended Passive Mode",
                "229 (|||0|)",
                "229 (|||65536|)",
                "229 (|||99999|)",
                "229 (|||123456|)",
                "229 (||||)",
                "229 (||8197|)",
                "229 (|||8197)",
                "229 (|||8197!)",
                "229 8197",
                "229",
                ""
            })
    void aPortThatIsMissingOrOutOfRangeIsNoPassiveReply(String text) {
        assertThat(PassiveReply.parse(229, text)).isEmpty();
    }

    @Test
    void onlyTwoCodesArePassiveReplies() {
        assertThat(PassiveReply.parse(228, "228 (10,1,135,46,32,5)")).isEmpty();
        assertThat(PassiveReply.parse(200, "200 (10,1,135,46,32,5)")).isEmpty();
        assertThat(PassiveReply.parse(227, "227 (|||8197|)")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,",
                "1 ,",
                "1, ",
                ",",
                " ",
                "1",
                "|",
                "||",
                "|1",
                "||||1",
                "|1|a",
                "| ",
                "1,1,1,1,1,",
                "9,9,9,9,9,a"
            })
    void hostileLinesAreReadInBoundedTime(String unit) {
        String text = "227 " + unit.repeat(65536 / unit.length());

        // A backtracking blow-up would need minutes; a slow machine needs milliseconds.
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            PassiveReply.parse(227, text)
                    .ifPresent(reply -> assertThat(reply.port()).isBetween(1, 65535));
            PassiveReply.parse(229, text)
                    .ifPresent(reply -> assertThat(reply.port()).isBetween(1, 65535));
        });
    }
}
