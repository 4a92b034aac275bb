package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.tool.ItLogs;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A lab is changed while real clients use it, by the delivered program. */
class LiveControlIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SAMPLE = "1KiB.bin";

    private final ItLogs logs = ItLogs.fresh("LiveControlIT");

    private PassageProcess start(RunningLab lab, String... words) {
        return PassageProcess.start(
                logs,
                Stream.concat(Stream.of("ctl", "--api", lab.api()), Stream.of(words))
                        .toArray(String[]::new));
    }

    private String ctl(RunningLab lab, String... words) {
        try (PassageProcess ctl = start(lab, words)) {
            assertThat(ctl.awaitEnd()).as(ctl.errors().toString()).isZero();
            assertThat(ctl.errors()).isEmpty();
            return String.join("\n", ctl.output());
        }
    }

    private void refused(RunningLab lab, String message, String... words) {
        try (PassageProcess ctl = start(lab, words)) {
            assertThat(ctl.awaitEnd()).isEqualTo(2);
            assertThat(ctl.output()).isEmpty();
            assertThat(ctl.errors()).containsExactly("passage ctl: " + message);
        }
    }

    private static boolean lists(RunningLab lab) {
        return lab.client().curl("", "--max-time", "5").contains(SAMPLE);
    }

    @Test
    void whatIsChangedWorksAtOnceAndWhatHappenedIsTold() {
        try (RunningLab lab = RunningLab.start(logs, "--topology", "nlb-multi-az", "--api", "127.0.0.1:0");
                PassageProcess follower = start(lab, "verdicts", "--follow")) {
            ctl(lab, "set-passive-ip", "transfer", "10.1.0.20");
            assertThat(ctl(lab, "restart", "transfer"))
                    .containsPattern("transfer +ONLINE +10\\.1\\.0\\.20 +10\\.1\\.0\\.20");
            assertThat(lab.client().literalLftp("ls")).contains(SAMPLE);

            assertThat(ctl(lab, "sessions"))
                    .contains("nlb.a#1  demo  10.2.0.5:")
                    .containsPattern("227 completed, [1-9]\\d* bytes")
                    .containsPattern(
                            "announced 10\\.1\\.0\\.20:8\\d+ \\[127\\.2\\.0\\.20:8\\d+\\], advertised 10\\.1\\.0\\.20:8")
                    .containsPattern("dialled 10\\.1\\.0\\.20:8\\d+ .*, observed from 10\\.2\\.0\\.5:");
            follower.awaitOutput("nlb\\.a#1 +success");
            follower.awaitOutput("The transfer succeeded with 226");

            ctl(lab, "drain", "nlb", "transfer.a");
            assertThat(lists(lab)).isFalse();
            ctl(lab, "register", "nlb", "transfer.a");
            await().atMost(PATIENCE).until(() -> lists(lab));

            ctl(lab, "stop", "transfer");
            assertThat(lists(lab)).isFalse();
            refused(lab, "server: OFFLINE (expected: ONLINE)", "stop", "transfer");
            ctl(lab, "start", "transfer");
            ctl(lab, "rewrite", "nlb.a", "control");
            assertThat(ctl(lab, "show")).containsPattern("nlb\\.a .*control +up");
            await().atMost(PATIENCE).until(() -> lists(lab));

            ctl(lab, "health-check", "nlb", "data", "traffic-port");
            assertThat(ctl(lab, "--json", "show")).contains("\"data\" : \"traffic-port\"");
            ctl(lab, "zone-down", "az1");
            assertThat(lists(lab)).isFalse();
            refused(lab, "zone az1: down (expected: up)", "zone-down", "az1");
            ctl(lab, "zone-up", "az1");
            await().atMost(PATIENCE).until(() -> lists(lab));

            follower.interrupt();
            follower.awaitEnd();
            assertThat(follower.errors()).isEmpty();
            assertThat(follower.output())
                    .filteredOn(line -> line.matches("\\d+  \\d{4}-.*"))
                    .doesNotHaveDuplicates();
            assertThat(List.copyOf(lab.program().errors())).isEmpty();
        }
    }
}
