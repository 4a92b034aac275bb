package io.github.passage.it.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import io.github.passage.lab.predict.Forecast;
import io.github.passage.lab.predict.Predictor;
import io.github.passage.lab.predict.Route;
import io.github.passage.lab.predict.World;
import io.github.passage.lab.profile.file.ProfileFiles;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.file.TopologyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real client programs come to the end that is foretold for their profiles. */
class RealClientsIT {
    private static final int PROGRAMS = 12;

    /** One of so many may be disturbed by others that run at the same time. */
    private static final int ONE_OF = 50;

    /** One for all: a fresh one deletes what another has. */
    private static final ItLogs LOGS = ItLogs.fresh("RealClientsIT");

    @BeforeAll
    static void requiresThePrograms() throws IOException {
        Tools.require(Tool.IP);
        Tools.require(Tool.NFT);
        RealPrograms.all().forEach(program -> Tools.require(program.tool()));
        String user = Files.getOwner(Path.of("/proc/self")).getName();
        if (!user.equals("root")) {
            throw Tools.unmet("network namespaces: user " + user + " (expected: root)");
        }
    }

    @Test
    void theyAreAtLeastTwelvePrograms() {
        assertThat(RealPrograms.all().stream().map(RealProgram::tool).distinct().toList())
                .hasSizeGreaterThanOrEqualTo(PROGRAMS);
    }

    @Test
    void anEndThatWasNotForetoldIsFoundOut() {
        Topology topology = TopologyFiles.load("privatelink");
        Forecast silent = new Predictor()
                .forecast(
                        World.of(topology),
                        Route.all(topology).getFirst(),
                        ProfileFiles.shipped().named("ftp-ssl -p").orElseThrow().behaviour());
        String server =
                topology.servers().getFirst().endpoints().getFirst().address().getHostAddress();

        assertThat(run(false, Set.of(server)).isForetold(silent)).isTrue();
        assertThat(run(true, Set.of()).isForetold(silent)).as("it works").isFalse();
        assertThat(run(false, Set.of()).isForetold(silent)).as("it is refused").isFalse();
        assertThat(run(false, Set.of("10.2.0.10")).isForetold(silent))
                .as("it dials another address")
                .isFalse();
    }

    private static ClientRun run(boolean works, Set<String> unanswered) {
        return new ClientRun(works, unanswered, true, Duration.ZERO, "");
    }

    @ParameterizedTest(name = "over {0}")
    @ValueSource(strings = {"privatelink", "nlb-multi-az", "nlb-public"})
    void everyProgramDoesWhatIsForetoldOfIt(String name) throws IOException, InterruptedException {
        Topology topology = TopologyFiles.load(name);

        Trials.Outcome outcome = Trials.of(topology, RealPrograms.all(), LOGS);
        List<Trial> trials = outcome.trials();

        assertThat(trials).hasSizeGreaterThanOrEqualTo(6 * RealPrograms.all().size());
        assertThat(trials).extracting(trial -> trial.run().result()).contains("works", "fails", "times out");
        assertThat(trials.stream().filter(trial -> !trial.agrees()).map(Trial::report))
                .as("trials that came out otherwise than foretold")
                .isEmpty();
        assertThat(outcome.disturbed())
                .as("trials that had to be run again")
                .hasSizeLessThanOrEqualTo(trials.size() / ONE_OF);
    }
}
