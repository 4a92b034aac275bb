package io.github.passage.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.config.ConfigLoader;
import io.github.passage.config.ProxyConfig;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.hop.Listening;
import io.github.passage.transport.ConnectionKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanningTest {
    private static final String EDGE = "hops.edge { listen = \"127.0.0.1:2121\", target = \"127.0.0.1:21\" }";
    private static final String SIDE =
            "hops.side { listen = \"127.0.0.1:2122\", target = \"127.0.0.1:21\", data-ports = 9000-9009 }";

    @TempDir
    private Path folder;

    private ProxyConfig config(String... lines) {
        try {
            return ConfigLoader.load(Files.writeString(
                    folder.resolve("passage.conf"), "passage {\n" + String.join("\n", lines) + "\n}\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Standing standing(ProxyConfig running) {
        return Standing.of(running);
    }

    private static ReloadPlan plan(ProxyConfig running, ProxyConfig next) {
        return Planning.of(running, next, standing(running));
    }

    private static ReloadPlan.Steps steps(ReloadPlan plan) {
        assertThat(plan).isInstanceOf(ReloadPlan.Steps.class);
        return (ReloadPlan.Steps) plan;
    }

    private static List<String> names(List<FtpHopSettings> hops) {
        return hops.stream().map(FtpHopSettings::name).toList();
    }

    @Test
    void whatSaysTheSameInOtherWordsIsNoChange() {
        assertThat(plan(config(EDGE), config("# a comment", EDGE, "drain-delay = 0s")))
                .isEqualTo(new ReloadPlan.Nothing());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hops.edge.passive-address = keep
            hops.edge.target = "127.0.0.9:21"
            hops.edge.timeouts.login = 5s
            hops.edge.limits.command-line = 1KiB
            hops.edge.data-ports = 8192-8300
            hops.edge.data-peer = any
            hops.edge.admit = [ 10.0.0.0/8 ]
            hops.edge.listen = [ "127.0.0.1:2121", "127.0.0.2:2121" ]
            hops.edge.listen = "127.0.0.2:2121"
            hop-defaults.auth = pass
            """)
    void ofAHopTheseMayChange(String line) {
        ReloadPlan.Steps steps = steps(plan(config(EDGE), config(EDGE, line)));

        assertThat(names(steps.changed())).containsExactly("edge");
        assertThat(steps.added()).isEmpty();
        assertThat(steps.removed()).isEmpty();
        assertThat(steps.summary()).isEqualTo("hop edge changed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shutdown-grace = 5s
            drain-delay = 5s
            reload = off
            """)
    void whatIsLookedAtLaterMayChange(String line) {
        assertThat(steps(plan(config(EDGE), config(EDGE, line))).summary()).isEqualTo("no hop changed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            event-loops = 4 | passage.event-loops: 4 (expected: auto, as at the start; restart to change it)
            metrics = off | passage.metrics: off (expected: on, as at the start; restart to change it)
            admin.listen = off | passage.admin.listen: off (expected: auto, as at the start; restart to change it)
            admin.token-file = /t | passage.admin.token-file: /t (expected: none, as at the start; restart to change it)
            transcripts.max-files = 7 | passage.transcripts.max-files: 7 (expected: 1000, as at the start; restart to change it)
            """)
    void whatIsSettledAtTheStartIsRefusedByName(String line, String reason) {
        assertThat(plan(config(EDGE), config(EDGE, line))).isEqualTo(new ReloadPlan.Refused(List.of(reason), false));
    }

    @Test
    void hopsComeAndGoByTheirNames() {
        ReloadPlan.Steps steps = steps(plan(config(EDGE), config(SIDE)));

        assertThat(names(steps.added())).containsExactly("side");
        assertThat(steps.removed()).containsExactly("edge");
        assertThat(steps.changed()).isEmpty();
        assertThat(steps.order()).containsExactly("side");
        assertThat(steps(plan(config(EDGE), config(EDGE, SIDE))).order()).containsExactlyInAnyOrder("edge", "side");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hops.edge.listen = "0.0.0.0:2121" | 0.0.0.0:2121 | 127.0.0.1:2121, which hop edge
            hops.edge { listen = "127.0.0.1:8195", data-ports = 9000 } | 127.0.0.1:8195 | 127.0.0.1:8195, which hop edge
            """)
    void anAddressThatOverlapsWithOneThatGoesIsRefused(String line, String wanted, String held) {
        ReloadPlan plan = plan(config(EDGE), config(EDGE, line));

        assertThat(plan)
                .isInstanceOfSatisfying(
                        ReloadPlan.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .anyMatch(reason -> reason.startsWith("passage.hops.edge: " + wanted)
                                        && reason.contains("apart from " + held)));
    }

    @Test
    void aRenamedHopAtTheSameAddressIsRefused() {
        ReloadPlan plan = plan(config(EDGE), config(EDGE.replace("edge", "rim")));

        assertThat(plan)
                .isInstanceOfSatisfying(
                        ReloadPlan.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .contains(
                                        "passage.hops.rim: 127.0.0.1:2121 (expected: an address apart from 127.0.0.1:2121, which hop"
                                                + " edge holds until the change is done; take that away in a change of its own before, or"
                                                + " restart)"));
    }

    @Test
    void dataPortsThatSessionsOfBeforeNeedAreInTheWayOfOtherHopsOnly() {
        assertThat(Planning.of(config(EDGE), config(EDGE, SIDE), new Standing(List.of(heldByOld("edge")), Set.of())))
                .isEqualTo(new ReloadPlan.Refused(
                        List.of("passage.hops.side: 127.0.0.1:9004 (expected: an address apart from"
                                + " 127.0.0.1:9004, which hop edge holds until its sessions from before have ended)"),
                        true));
        assertThat(Planning.of(
                        config(EDGE),
                        config(EDGE, "hops.edge.data-ports = 9000-9009"),
                        new Standing(List.of(heldByOld("edge")), Set.of())))
                .isInstanceOf(ReloadPlan.Steps.class);
    }

    private static Held heldByOld(String hop) {
        return new Held(
                hop,
                new Listening(ConnectionKind.DATA, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9004), 0));
    }

    @Test
    void aNameWhoseSessionsAreStillThereIsRefused() {
        assertThat(Planning.of(config(SIDE), config(SIDE, EDGE), new Standing(List.of(), Set.of("edge"))))
                .isInstanceOfSatisfying(
                        ReloadPlan.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("passage.hops.edge: sessions from before it was taken away"));
    }

    /** Hops that left, a listener of whom is there, a further change, and whether what is refused passes by itself. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            side | none | drain-delay = 1s             | true
            none | edge | drain-delay = 1s             | true
            none | gone | drain-delay = 1s             | true
            side | edge | drain-delay = 1s             | true
            side | none | event-loops = 4              | false
            side | edge | hops.edge.listen = "0.0.0.0:2121" | false
            """)
    void whatSessionsOfBeforeAreInTheWayOfPasses(String left, String holder, String change, boolean passing) {
        List<Held> held = Stream.concat(standing(config(EDGE)).held().stream(), Stream.of(heldByOld(holder)))
                .filter(each -> !each.hop().equals("none"))
                .toList();
        assertThat(Planning.of(config(EDGE), config(EDGE, SIDE, change), new Standing(held, Set.of(left))))
                .isInstanceOfSatisfying(
                        ReloadPlan.Refused.class,
                        refused -> assertThat(refused.passing()).isEqualTo(passing));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            admit = [ 10.0.0.0/8 ] | admit = [ 10.0.0.0/9 ] | admit: [10.0.0.0/9] (expected: [10.0.0.0/8],
            admit = [ 10.0.0.0/8 ] | admit = [] | admit: [] (expected: [10.0.0.0/8],
            admit = [] | admit = [ 10.0.0.0/8 ] | admit: [10.0.0.0/8] (expected: [],
            deny = 10.6.0.0/16 | deny = 10.7.0.0/16 | deny: 10.7.0.0/16 (expected: 10.6.0.0/16,
            deny = 10.6.0.0/16 | "deny = 10.6.0.0/16, refused-sources = reject" | refused-sources: reject (expected: drop,
            "admit = 10.0.0.0/8, proxy-protocol { accept = required, trusted = 10.1.0.0/16 }" | "admit = 10.0.0.0/8, proxy-protocol { accept = required, trusted = 192.168.0.0/16 }" | proxy-protocol.trusted: 192.168.0.0/16 (expected: 10.1.0.0/16,
            """, quoteCharacter = '"')
    void sourcesThatTheKernelDropsStay(String before, String after, String reason) {
        String hop = "hops.edge { refused-sources = drop, %s }";
        ReloadPlan plan = plan(config(EDGE, hop.formatted(before)), config(EDGE, hop.formatted(after)));

        assertThat(plan)
                .isInstanceOfSatisfying(
                        ReloadPlan.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("passage.hops.edge." + reason));
    }
}
