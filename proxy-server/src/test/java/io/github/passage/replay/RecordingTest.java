package io.github.passage.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
    private static Recording of(String... entries) {
        List<String> lines =
                new ArrayList<>(List.of("passage transcript 1", "session edge#7", "began 2026-01-01T00:00:00Z"));
        for (String entry : entries) {
            lines.add("+0.000001 " + entry);
        }
        return Recording.of(lines);
    }

    @Test
    void whatTheClientDidAndSawIsKeptInOrder() {
        Recording recording = of(
                "opened client=127.0.0.1:1 reached=127.0.0.1:2",
                "server->passage 220 real",
                "passage->client 220-a",
                "passage->client 220 b",
                "client->passage USER anna",
                "passage->server USER anna",
                "passage->client 331 go",
                "client->passage PASS ***",
                "data-begin 227 source=127.0.0.1:3 reached=127.0.0.1:4",
                "client->passage RETR a\\xe4",
                "data-end 227 from-client=0 from-target=5 end=completed",
                "data-begin 229 source=127.0.0.1:3 reached=127.0.0.1:4",
                "client->passage STOR b",
                "data-end 229 from-client=0 from-target=0 end=client-reset",
                "closed quit");

        assertThat(recording.user()).contains("anna");
        assertThat(recording.needsPassword()).isTrue();
        List<Step> steps = recording.steps();
        assertThat(steps).hasSize(10);
        assertThat(steps.getFirst()).isEqualTo(new Step.Expect(6, 220, List.of("220-a", "220 b")));
        assertThat(((Step.Send) steps.get(3)).wire()).isEmpty();
        assertThat(steps.get(4)).isEqualTo(new Step.Open(12, Optional.empty()));
        assertThat(((Step.Send) steps.get(5)).wire().orElseThrow().content())
                .isEqualTo("RETR a\u00e4\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(steps.get(6)).isEqualTo(new Step.Close(14, Optional.of(5L)));
        assertThat(steps.get(7)).isEqualTo(new Step.Open(15, Optional.of(0L)));
        assertThat(steps.get(8)).isInstanceOf(Step.Send.class);
        assertThat(steps.get(9)).isEqualTo(new Step.Close(17, Optional.empty()));
    }

    @Test
    void aTransferThatAHopInRelayModeDidNotSeeGetsADataConnection() {
        Recording recording = of(
                "client->passage LIST",
                "passage->client 150 go",
                "passage->client 226 done",
                "client->passage STOR a",
                "passage->client 550 no");

        assertThat(recording.steps())
                .extracting(step -> step.getClass().getSimpleName() + step.line())
                .containsExactly("Send4", "Open4", "Expect5", "Expect6", "Close6", "Send7", "Expect8");
    }

    @Test
    void nothingIsPlayedOnceItIsEncryptedOrFull() {
        assertThat(of("client->passage NOOP", "encrypted x", "client->passage NOOP")
                        .steps())
                .hasSize(1);
        assertThat(of("client->passage NOOP", "limit x", "client->passage NOOP").steps())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client->passage PSSA ***|line 4: \"PSSA ***\" (expected: nothing withheld but passwords; it cannot be played again)",
                "client->passage PORT 1,2,3,4,5,6|line 4: \"PORT 1,2,3,4,5,6\" (expected: passive mode only)",
                "client->passage A\\q|line 4: a backslash before \"q\" (expected: \\\\, \\xHH, or \\n or \\z at the end)",
                "gap 3 lines|line 4: lines are missing here (expected: a transcript without gaps)",
                "data-end 227 end=completed|line 4: \"227 end=completed\" (expected: from-client=N from-target=N end=WORD, after its data-begin)",
                "passage->client hello|line 4: \"hello\" (expected: a reply's code first)"
            })
    void whatCannotBePlayedIsToldWithItsLine(String entry, String message) {
        assertThatThrownBy(() -> of(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void otherFilesAreNoTranscripts() {
        assertThatThrownBy(() -> Recording.of(List.of("passage transcript 2")))
                .hasMessage("line 1: no transcript (expected: passage transcript 1)");
        assertThatThrownBy(() -> Recording.of(List.of("passage transcript 1", "session", "began", "noise")))
                .hasMessage("line 4: no entry of a transcript (expected: +SECONDS.MICROS WHAT ...)");
    }

    @ParameterizedTest
    @CsvSource({
        "220 a, 220 b, false, true",
        "220 a, 220 b, true, false",
        "220 a, 220 a, true, true",
        "220 a, 221 a, false, false",
        "227 a (1), 227 a (2), true, true",
        "530 ***, 530 x, true, true"
    })
    void codesCountAlwaysAndWordsIfAsked(String recorded, String got, boolean words, boolean same) {
        Step.Expect expected = new Step.Expect(1, Integer.parseInt(recorded.substring(0, 3)), List.of(recorded));

        assertThat(Comparison.reply(expected, List.of(got), words).isEmpty()).isEqualTo(same);
    }

    @Test
    void aDownloadIsComparedUnlessItWasBrokenOff() {
        assertThat(Comparison.download(Optional.of(5L), OptionalLong.of(5))).isEmpty();
        assertThat(Comparison.download(Optional.empty(), OptionalLong.of(5))).isEmpty();
        assertThat(Comparison.download(Optional.of(5L), OptionalLong.of(6))).contains("5 bytes");
        assertThat(Comparison.download(Optional.of(5L), OptionalLong.empty())).contains("5 bytes");
    }
}
