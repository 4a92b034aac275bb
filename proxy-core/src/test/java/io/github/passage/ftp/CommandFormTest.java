package io.github.passage.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines are written as text, with bytes that are none as {@code <ff f4>}. */
class CommandFormTest {
    private static byte[] wire(String text) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (String piece : text.split("(?=<)|(?<=>)", -1)) {
            wire.writeBytes(
                    piece.startsWith("<")
                            ? HexFormat.ofDelimiter(" ").parseHex(piece.substring(1, piece.length() - 1))
                            : piece.getBytes(StandardCharsets.UTF_8));
        }
        return wire.toByteArray();
    }

    private static Command parse(String text) {
        return Command.parse(wire(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOOP",
                "noop",
                "NoOp x",
                "  NOOP",
                "<09>NOOP",
                "NOOP<09>x",
                "SITE UTIME 2020 a b",
                "P@SW",
                "XSHA256 file",
                "XCWD /",
                "x",
                // Sent along behind the line end before
                "<00>NOOP",
                // All that names of files can have
                "RETR a  b ",
                "CWD s3バケット",
                "RETR <ff>",
                "RETR a<ff ff>b<fe e9 80>",
                "RETR a<ff f8>b<ff>",
                "RETR a<01 07 08 0b 0c 1b 7f>b",
                "RETR \"a\\b\"",
                "RETR a<0d 00>b",
                "RETR a<0d 00>",
                // ABOR as urgent data: whole, without the urgent byte DM, without the urgent byte IAC
                "<ff f4 ff f2>ABOR",
                "<ff f4 ff>ABOR",
                "<ff f4 f2>ABOR",
                "<ff f4>ABOR",
                "<f2>ABOR",
                "<ff>quit",
                "<ff f2>STAT",
                // A Telnet program's options: terminal speed, window size, environment
                "<ff fb 1f ff fb 20 ff fb 18 ff fb 27 ff fd 01 ff fd 03>USER anna",
                "<ff fe 03>USER anna",
                "<ff f6>NOOP"
            })
    void whatAnyClientSendsIsClear(String line) {
        for (String end : new String[] {"<0d 0a>", "<0a>", "<0d 0d 0a>"}) {
            assertThat(parse(line + end).form()).isEqualTo(CommandForm.CLEAR);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<ff f4 ff f2>ABOR, ABOR",
        "<ff f4 f2>ABOR, ABOR",
        "<f2>abor, ABOR",
        "<00>PORT 1, PORT",
        "' <09>port 1', PORT",
        "<ff fb 20>PORT 1, PORT",
        "<f1 f9 ff f3 ff fb 03>EPRT<09>1, EPRT"
    })
    void whatStandsBeforeAClearNameDoesNotHideIt(String line, String verb) {
        assertThat(parse(line + "<0d 0a>").form()).isEqualTo(CommandForm.CLEAR);
        assertThat(parse(line + "<0d 0a>").verb()).isEqualTo(Verb.valueOf(verb));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Some end the name at any white space, or take control characters out
                "PORT<0b>1,2,3,4,5,6",
                "PORT<0c>1,2,3,4,5,6",
                "PORT<00>1,2,3,4,5,6",
                "PORT<0d>1,2,3,4,5,6",
                "PORT<0d 00>1,2,3,4,5,6",
                "PORT<a0>1,2,3,4,5,6",
                "PORT<c2 a0>1,2,3,4,5,6",
                "PORT<7f> 1,2,3,4,5,6",
                "<01>PORT 1,2,3,4,5,6",
                "<0b>PORT 1,2,3,4,5,6",
                "<0d>PORT 1,2,3,4,5,6",
                "<1f>PORT 1,2,3,4,5,6",
                "<c2 a0>PORT 1,2,3,4,5,6",
                "<ef bb bf>PORT 1,2,3,4,5,6",
                "P<08>PORT 1,2,3,4,5,6",
                // Some take quotes and escapes for what they stand for
                "\"PORT\" 1,2,3,4,5,6",
                "'PORT' 1,2,3,4,5,6",
                "P\\ORT 1,2,3,4,5,6",
                "PORT\"x\" 1,2,3,4,5,6",
                // Letters that are others in upper case, or in another width
                "LPſV",
                "LPRT\u0131 1",
                "ＰＯＲＴ 1,2,3,4,5,6",
                // Telnet sequences, whole or in part, in the name or about its first letter
                "PO<ff>xRT 1,2,3,4,5,6",
                "PO<ff f1>RT 1,2,3,4,5,6",
                "PO<f1>RT 1,2,3,4,5,6",
                "PORT<ff f1> 1,2,3,4,5,6",
                "PORT<ff> 1,2,3,4,5,6",
                "<ff>NPORT 1,2,3,4,5,6",
                "<ff ff>PORT 1,2,3,4,5,6",
                "<ff fb>NPORT 1,2,3,4,5,6",
                "<ff fe>PORT 1,2,3,4,5,6",
                "<ff fe ff>PORT 1,2,3,4,5,6",
                "<fb 01>PORT 1,2,3,4,5,6",
                "<ff fa>NOOP x<ff f0>PORT 1,2,3,4,5,6",
                "<ff fa 18 01 ff f0>PORT 1,2,3,4,5,6",
                "<ff 1b>PORT 1,2,3,4,5,6",
                // No letter at its begin
                "1PORT 1,2,3,4,5,6",
                "@PORT",
                "-PORT",
                ".",
                "150 opening",
                "PORT=1,2,3,4,5,6",
                "GET/ x",
                "Host: example.com"
            })
    void whatAServerMightReadAsAnotherCommandIsNot(String line) {
        assertThat(parse(line + "<0d 0a>").form()).isEqualTo(CommandForm.UNCLEAR_NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOOP <0d>PORT 1,2,3,4,5,6",
                "RETR a<0d>PORT 1,2,3,4,5,6",
                "RETR a<0d 0d 00>b",
                "RETR a<00>b",
                "RETR <00>",
                "RETR a<0d 00 00>b",
                "PASS <00>"
            })
    void aCrOrNulThatCouldEndALineIsNoPartOfAnArgument(String line) {
        assertThat(parse(line + "<0d 0a>").form()).isEqualTo(CommandForm.UNCLEAR_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<09 20>", "<00>", "<ff f4 ff f2>", "<ff>", "<ff fb 18>", "<f2>"})
    void aLineWithoutANameIsEmpty(String line) {
        assertThat(parse(line + "<0d 0a>").form()).isEqualTo(CommandForm.EMPTY);
        assertThat(parse(line + "<0a>").form()).isEqualTo(CommandForm.EMPTY);
    }

    /** Whatever bytes a server takes out before the name, or takes as the name's end: it reads the same letters. */
    @Test
    void noByteNextToAPortMakesAnotherNameOfIt() {
        for (int octet = 0; octet < 0x100; octet++) {
            String hex = HexFormat.of().toHexDigits((byte) octet);
            if (octet == '\n') {
                continue;
            }
            for (String line :
                    new String[] {"<%s>PORT 1", "PORT<%s>1", "PO<%s>RT 1", "<ff %s>PORT 1", "<ff fb %s>PORT 1"}) {
                Command command = parse(line.formatted(hex) + "<0d 0a>");
                boolean other = command.name().matches("PO|[A-Z0-9@]{5,}") && !line.contains("ff");

                assertThat(command.form() == CommandForm.UNCLEAR_NAME || command.verbWithoutX() == Verb.PORT || other)
                        .as("%s of %s", line, hex)
                        .isTrue();
            }
        }
    }

    @Test
    void theVerbWithoutItsXIsThatOfServersThatIgnoreIt() {
        assertThat(parse("XPORT 1").verbWithoutX()).isEqualTo(Verb.PORT);
        assertThat(parse("xxeprt 1").verbWithoutX()).isEqualTo(Verb.EPRT);
        assertThat(parse("XPORT 1").verb()).isEqualTo(Verb.OTHER);
        assertThat(parse("PORT 1").verbWithoutX()).isEqualTo(Verb.PORT);
        assertThat(parse("XMD5 a").verbWithoutX()).isEqualTo(Verb.OTHER);
        assertThat(parse("X").verbWithoutX()).isEqualTo(Verb.OTHER);
    }
}
