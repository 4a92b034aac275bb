package io.github.passage.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.file.ProfileFiles;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.file.TopologyFiles;
import io.github.passage.lab.transfer.PassiveIp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The model against real traffic through real hops. */
@Timeout(300)
class MatrixRunTest {
    private static final Profiles PROFILES = ProfileFiles.shipped();

    /** Every shipped topology that the loopback fabric can show, every setting, every behaviour. */
    @Test
    void everyTransferOfTheWholeMatrixComesOutAsForetold() throws Exception {
        List<Setting> settings = new ArrayList<>();
        for (String name : TopologyFiles.shipped()) {
            Topology topology = TopologyFiles.load(name);
            if (topology.netnsOnly().isEmpty()) {
                settings.addAll(Setting.of(topology));
            }
        }
        AtomicInteger done = new AtomicInteger();
        MatrixRun run = new MatrixRun(settings, PROFILES.groups(), PROFILES, done::set);
        Matrix matrix = run.run();

        assertThat(matrix.disagreements()).as("cells that came out otherwise").isEmpty();
        assertThat(matrix.trials()).isEqualTo(run.size()).isGreaterThan(5000);
        assertThat(done).hasPositiveValue();
        assertThat(matrix.cells())
                .as("every failure has a cause")
                .allSatisfy(cell -> assertThat(cell.trials())
                        .allSatisfy(trial -> assertThat(trial.verdict().isPresent())
                                .isEqualTo(!trial.observed().works())));
    }

    @Test
    void aHopThatLosesItsRewritingIsFoundOut() throws Exception {
        Setting setting = setting("privatelink", "AUTO", true);
        Matrix matrix = run(setting, bench -> bench.live().setRewrite("endpoint.a", "keep"));

        assertThat(matrix.disagreements())
                .extracting(cell -> cell.clients().names().getFirst())
                .contains("wget", "ftp-ssl -p", "twisted")
                .doesNotContain("curl");
    }

    @Test
    void aHopThatRewritesUnaskedIsFoundOut() throws Exception {
        Setting setting = setting("privatelink", "AUTO", false);
        Matrix matrix = run(setting, bench -> bench.live().setRewrite("endpoint.a", "control"));

        assertThat(matrix.disagreements()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aServerThatAnnouncesAnotherAddressIsFoundOut() throws Exception {
        Matrix matrix = run(setting("direct", "AUTO", false), bench -> {
            bench.live().setPassiveIp("transfer", "0.0.0.0");
            bench.live().stopServer("transfer");
            bench.live().startServer("transfer");
        });

        assertThat(matrix.disagreements()).hasSizeGreaterThanOrEqualTo(3);
    }

    /** The lab's endpoint admits everybody, where the predictor is told of a security group that admits the load balancer only. */
    @Test
    void anEndpointThatAdmitsWhomItShouldNotIsFoundOut() throws Exception {
        Topology told = TopologyFiles.load("nlb");
        Setting setting = new Setting(told, Optional.of(new PassiveIp.Auto()), false);
        Matrix matrix = new MatrixRun(
                        List.of(setting),
                        some("wget", "ftp-ssl -p", "curl"),
                        PROFILES,
                        done -> {},
                        bench -> {},
                        Open::to)
                .run();

        assertThat(matrix.disagreements())
                .extracting(cell -> cell.clients().names().getFirst())
                .contains("wget", "ftp-ssl -p")
                .doesNotContain("curl");
    }

    private static Matrix run(Setting setting, java.util.function.Consumer<Bench> sabotage) throws Exception {
        List<Profiles.Group> clients = some("wget", "ftp-ssl -p", "lftp", "curl", "ftpcopy", "twisted");
        return new MatrixRun(List.of(setting), clients, PROFILES, done -> {}, sabotage, topology -> topology).run();
    }

    static Setting setting(String topology, String passiveIp, boolean rewrite) {
        return new Setting(TopologyFiles.load(topology), Optional.of(PassiveIp.parse(passiveIp)), rewrite);
    }

    static List<Profiles.Group> some(String... names) {
        return PROFILES.groups().stream()
                .filter(group -> List.of(names).stream().anyMatch(group.names()::contains))
                .toList();
    }
}
