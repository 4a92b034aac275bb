package io.github.passage.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.doctor.Answer.State;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyReaderTest {
    private static Answer read(String bytes) {
        return new ReplyReader(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1))).read();
    }

    @Test
    void aReplyOfSeveralLinesEndsWithItsCodeAndABlank() {
        Answer answer = read("220-Welcome\r\n 220 not yet\r\n\r\n220-still not\r\n220 Ready\r\n331 next\r\n");

        assertThat(answer.state()).isEqualTo(State.REPLIED);
        assertThat(answer.code()).isEqualTo(220);
        assertThat(answer.lines()).isEqualTo(List.of("220-Welcome", " 220 not yet", "220-still not", "220 Ready"));
    }

    @ParameterizedTest(name = "case {index}")
    @CsvSource({
        "'220 ready\n', REPLIED",
        "'220\r\n', REPLIED",
        "'SSH-2.0-OpenSSH_9.2\r\n', GARBLED",
        "'HTTP/1.1 400 Bad Request\r\n', GARBLED",
        "'2200 ready\r\n', GARBLED",
        "'220-for ever\r\nand ever\r\n', GARBLED",
        "'220 rea', GARBLED",
        "'', CLOSED",
    })
    void whateverComesIsAnAnswer(String bytes, State state) {
        assertThat(read(bytes).state()).isEqualTo(state);
    }

    @Test
    void aReplyWithoutEndIsGivenUp() {
        Answer endless = read("220-more\r\n".repeat(100_000));

        assertThat(endless.state()).isEqualTo(State.GARBLED);
        assertThat(endless.lines()).hasSizeLessThan(4000);
        assertThat(read("2".repeat(1_000_000)).lines()).allMatch(line -> line.length() <= 303);
    }

    @Test
    void whatMovesTheCursorIsTakenOut() {
        assertThat(read("220 a\u001b[2Jb\u0007c\r\n").lines()).containsExactly("220 a?[2Jb?c");
    }

    @Test
    void aSecretThatTheServerRepeatsIsReplaced() {
        assertThat(read("530 no login with hunter2\r\n").without("hunter2").lines())
                .containsExactly("530 no login with [password]");
    }
}
