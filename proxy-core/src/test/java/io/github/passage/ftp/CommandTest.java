package io.github.passage.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Command parse(String text) {
        return Command.parse(bytes(text));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "PASV,PASV,",
                "pasv,PASV,",
                "PaSv,PASV,",
                "  PASV,PASV,",
                "PASV ,PASV,",
                "RETR a b.txt,RETR,a b.txt",
                "RETR  two,RETR, two",
                "RETR tail ,RETR,tail ",
                "EPSV ALL,EPSV,ALL",
                "XCRC file,OTHER,file",
                "other x,OTHER,x",
                ",OTHER,",
                " ,OTHER,"
            })
    void readsVerbAndArgument(String line, String verb, String argument) {
        for (String end : new String[] {"\r\n", "\n", "", "\r\r\n"}) {
            Command command = parse((line == null ? "" : line) + end);

            assertThat(command.verb()).isEqualTo(Verb.valueOf(verb));
            assertThat(command.argument()).isEqualTo(argument == null ? "" : argument);
        }
    }

    @Test
    void aTabSeparatesToo() {
        Command command = parse("PORT\t127,0,0,1,4,1\r\n");

        assertThat(command.verb()).isEqualTo(Verb.PORT);
        assertThat(command.argument()).isEqualTo("127,0,0,1,4,1");
    }

    @Test
    void everyVerbIsFoundByItsName() {
        for (Verb verb : Verb.values()) {
            assertThat(parse(verb.name() + "\r\n").verb()).isEqualTo(verb);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // IAC IP, IAC DM, then the command, as RFC 959 wants it.
        "fff4fff241424f52, ABOR",
        // The urgent byte (DM) was lost on the way.
        "fff4ff41424f52, ABOR",
        "fff441424f52, ABOR",
        "fff241424f52, ABOR",
        "f241424f52, ABOR",
        "fff4f241424f52, ABOR",
        // Options: IAC WILL x, IAC DO x, and a subnegotiation.
        "fffb0141424f52, ABOR",
        "fffd0641424f52, ABOR",
        "fffa181234fff041424f52, ABOR",
        // In the middle, at the end, unfinished.
        "4142fff44f52, ABOR",
        "41424f52ff, ABOR",
        "41424f52fffb, ABOR",
        "41424f52fffa18, ABOR",
        "fff4, OTHER"
    })
    void telnetSequencesDoNotHideTheVerb(String hex, String verb) {
        byte[] wire = java.util.HexFormat.of().parseHex(hex + "0d0a");

        Command command = Command.parse(wire.clone());

        assertThat(command.verb()).isEqualTo(Verb.valueOf(verb));
        assertThat(command.wire()).isEqualTo(wire);
    }

    @Test
    void aDoubledIacIsOneByteOfTheArgument() {
        byte[] wire = bytes("RETR a\u00FF\u00FFb\r\n");

        Command command = Command.parse(wire.clone());

        assertThat(command.argument()).isEqualTo("a\u00FFb");
        assertThat(command.wire()).isEqualTo(wire);
    }

    @Test
    void utf8NamesAreKeptAndShown() {
        byte[] wire = "CWD s3バケット\r\n".getBytes(StandardCharsets.UTF_8);

        Command command = Command.parse(wire.clone());

        assertThat(command.wire()).isEqualTo(wire);
        assertThat(command.argumentForDisplay()).isEqualTo("s3バケット");
        assertThat(command).hasToString("CWD s3バケット");
    }

    @Test
    void rawEightBitNamesAreKeptByteByByte() {
        for (int octet = 0x80; octet < 0xFF; octet++) {
            byte[] wire = bytes("RETR x" + (char) octet + "y\r\n");

            Command command = Command.parse(wire.clone());

            assertThat(command.wire()).isEqualTo(wire);
            assertThat(command.argument()).isEqualTo("x" + (char) octet + "y");
        }
    }

    @Test
    void controlCharactersAreNotShown() {
        assertThat(parse("CWD a\u001b[31mb\u0007\r\n").argumentForDisplay()).isEqualTo("a?[31mb?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PASS hunter2; PASS ***",
                "pass hunter2; PASS ***",
                "  PASS hunter2; PASS ***",
                "PASS hunter2 with blanks; PASS ***",
                "ACCT hunter2; ACCT ***",
                "ADAT hunter2; ADAT ***",
                "PSSA hunter2; PSSA ***",
                "PASSWORD hunter2; PASS ***",
                "PASShunter2; PASS ***",
                "hunter2; ***",
                "PASS; PASS",
                "USER anna; USER anna"
            })
    void secretsAreNeverShown(String line, String shown) {
        assertThat(parse(line + "\r\n")).hasToString(shown);
    }

    @Test
    void aTabDoesNotShowASecretEither() {
        assertThat(parse("PASS\thunter2\r\n")).hasToString("PASS ***");
    }

    @Test
    void namesAreShortAndPrintable() {
        assertThat(parse("A\u0001\u00E9B\r\n").name()).isEqualTo("A??B");
        assertThat(parse("A".repeat(5000) + "\r\n").name()).isEqualTo("A".repeat(16));
    }

    @Test
    void builtCommandsAreUtf8WithCrLf() {
        assertThat(Command.of("CWD s3バケット").wire()).isEqualTo("CWD s3バケット\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void commandsAreEqualWhereTheirBytesAre() {
        assertThat(parse("PASV\r\n")).isEqualTo(Command.of("PASV")).hasSameHashCodeAs(Command.of("PASV"));
        assertThat(parse("pasv\r\n")).isNotEqualTo(Command.of("PASV"));
    }

    @Test
    void knowsWhatMovesBytesAndWhatAsksForActiveMode() {
        assertThat(Verb.values())
                .filteredOn(Verb::asksForActiveMode)
                .containsExactly(Verb.EPRT, Verb.LPRT, Verb.PORT, Verb.SPOR);
        assertThat(Verb.values())
                .filteredOn(Verb::opensTransfer)
                .containsExactly(Verb.APPE, Verb.LIST, Verb.MLSD, Verb.NLST, Verb.RETR, Verb.STOR, Verb.STOU);
    }
}
