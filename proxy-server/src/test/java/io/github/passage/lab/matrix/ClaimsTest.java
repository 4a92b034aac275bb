package io.github.passage.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.client.ClientRun;
import io.github.passage.lab.client.ClientSettings;
import io.github.passage.lab.client.Errand;
import io.github.passage.lab.client.Outcome.Success;
import io.github.passage.lab.client.ProfileClient;
import io.github.passage.lab.predict.Change;
import io.github.passage.lab.predict.Outcome.Result;
import io.github.passage.lab.predict.Route;
import io.github.passage.lab.profile.Method;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.file.ProfileFiles;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.file.TopologyFiles;
import io.github.passage.lab.transfer.SampleHome;
import io.github.passage.lab.verdict.Cause;
import io.github.passage.transport.Transport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What practitioners say of PassiveIp, each claim tried with the clients that it is about; the predictor must say the same. */
@Timeout(120)
class ClaimsTest {
    private static final Profiles PROFILES = ProfileFiles.shipped();

    @Test
    void autoIsFineWhenTheClientReachesTheEndpointItself() throws Exception {
        passiveOnes(matrix(MatrixRunTest.setting("direct", "AUTO", false), PROFILES.groups()))
                .forEach(cell -> assertThat(cell.mark())
                        .as(cell.clients().names().getFirst())
                        .isEqualTo(Cell.Mark.WORKS));
    }

    @Test
    void theLoadBalancersAddressIsFineWithOneSubnet() throws Exception {
        passiveOnes(matrix(MatrixRunTest.setting("nlb", "10.1.0.20", false), PROFILES.groups()))
                .forEach(cell -> assertThat(cell.mark())
                        .as(cell.clients().names().getFirst())
                        .isEqualTo(Cell.Mark.WORKS));
    }

    @Test
    void aLiteralAddressPinsAllDataToOneZoneAndBreaksTheOthers() throws Exception {
        List<Trial> trials = trials("nlb-multi-az", "10.1.0.20", "wget");

        assertThat(trials)
                .filteredOn(trial -> trial.route().entry().name().equals("nlb.a"))
                .allMatch(Trial::agrees)
                .allMatch(trial -> trial.observed().works());
        assertThat(trials)
                .filteredOn(trial -> !trial.route().entry().name().equals("nlb.a"))
                .hasSize(2)
                .allSatisfy(trial -> {
                    assertThat(trial.observed().works()).isFalse();
                    assertThat(trial.verdict().orElseThrow().cause()).isEqualTo(Cause.PEER_MISMATCH);
                    assertThat(trial.fixes())
                            .extracting(fix -> fix.kind())
                            .contains(Change.Kind.SERVER_PER_ZONE, Change.Kind.REWRITE);
                });
    }

    @Test
    void aServerForEachZoneMakesLiteralAddressesWorkInAllOfThem() throws Exception {
        Topology perZone = TopologyFiles.load("nlb-multi-az-per-az-server");
        Matrix matrix = matrix(
                new Setting(perZone, Optional.empty(), false), MatrixRunTest.some("wget", "ftp-ssl -p", "ncftp"));

        assertThat(matrix.cells()).hasSize(3).allMatch(cell -> cell.mark() == Cell.Mark.WORKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lftp", "curl noepsv", "py ftplib", "yafc", "aria2", "busybox wget"})
    void theUnspecifiedAddressWorksForClientsThatDialTheControlAddress(String client) throws Exception {
        assertThat(trials("privatelink", "0.0.0.0", client))
                .allMatch(trial -> trial.observed().works());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wget", "ncftp", "ftp-ssl -p", "php ftp pasv", "netkit ftp", "twisted"})
    void theUnspecifiedAddressIsRefusedAtTheClientsOwnHostForThoseThatDialIt(String client) throws Exception {
        assertThat(trials("privatelink", "0.0.0.0", client)).isNotEmpty().allSatisfy(trial -> {
            assertThat(trial.observed().result()).isEqualTo(Result.REFUSED);
            assertThat(trial.verdict().orElseThrow().cause()).isEqualTo(Cause.OWN_HOST);
            assertThat(trial.verdict().orElseThrow().inWords()).contains("0.0.0.0", "own host");
        });
    }

    @Test
    void aChangedPassiveIpHasNoEffectBeforeStopAndStart() throws Exception {
        Topology topology = TopologyFiles.load("privatelink");
        Route route = Route.all(topology).getFirst();
        Profile literal = PROFILES.named("wget bounded").orElseThrow();
        try (SampleHome home = SampleHome.small();
                Transport transport = Transport.open(1);
                Bench bench = Bench.start(topology, 1, transport, home.path())) {
            bench.live().setPassiveIp("transfer", "10.2.0.10");
            assertThat(transfer(bench, route, literal).outcome()).isNotInstanceOf(Success.class);

            bench.live().stopServer("transfer");
            bench.live().startServer("transfer");
            assertThat(transfer(bench, route, literal).outcome()).isInstanceOf(Success.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lftp epsv", "WinSCP On", "curl"})
    void epsvAndWinScpOnWorkWithAutoOverPrivateLink(String client) throws Exception {
        assertThat(trials("privatelink", "AUTO", client))
                .allMatch(trial -> trial.observed().works());
    }

    @ParameterizedTest
    @ValueSource(strings = {"WinSCP Auto", "WinSCP Off"})
    void winScpAutoAndOffFailOverPrivateLinkWithZeroAndWithTheLoadBalancersAddress(String client) throws Exception {
        assertThat(trials("privatelink", "0.0.0.0", client))
                .noneMatch(trial -> trial.observed().works());
        assertThat(trials("privatelink", "10.1.0.20", client))
                .noneMatch(trial -> trial.observed().works());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTO", "0.0.0.0"})
    void winScpAutoWorksWhenTheControlAddressIsPublic(String passiveIp) throws Exception {
        assertThat(trials("nlb-public", passiveIp, "WinSCP Auto"))
                .allMatch(trial -> trial.observed().works());
        assertThat(trials("nlb-public", passiveIp, "WinSCP Off"))
                .noneMatch(trial -> trial.observed().works());
    }

    @Test
    void overPrivateLinkTheLoadBalancersAddressFailsForEveryLiteralClient() throws Exception {
        Matrix matrix = matrix(MatrixRunTest.setting("privatelink", "10.1.0.20", false), PROFILES.groups());

        assertThat(matrix.cells())
                .filteredOn(cell -> cell.trials()
                                .getFirst()
                                .observed()
                                .methods()
                                .equals(List.of(Method.PASV))
                        && !cell.trials().getFirst().observed().dialled().isEmpty()
                        && cell.trials()
                                .getFirst()
                                .observed()
                                .dialled()
                                .getFirst()
                                .getHostAddress()
                                .equals("10.1.0.20"))
                .hasSizeGreaterThan(10)
                .filteredOn(cell ->
                        !cell.clients().behaviour().ipv4().pasv().address().thenControl())
                .noneMatch(cell -> cell.mark() == Cell.Mark.WORKS);
    }

    @Test
    void theEndpointsOwnAddressWorksForOneConsumerAndFailsForASecond() throws Exception {
        List<Trial> trials = trials("privatelink-two-consumers", "10.2.0.10", "wget");

        assertThat(trials)
                .filteredOn(trial -> trial.route().client().name().equals("laptop"))
                .hasSize(1)
                .allMatch(trial -> trial.observed().works());
        assertThat(trials)
                .filteredOn(trial -> trial.route().client().name().equals("other"))
                .hasSize(1)
                .allSatisfy(trial -> {
                    assertThat(trial.observed().result()).isEqualTo(Result.SILENT);
                    assertThat(trial.verdict().orElseThrow().cause()).isEqualTo(Cause.NOT_REACHABLE);
                });
    }

    private static ClientRun transfer(Bench bench, Route route, Profile profile) {
        return ProfileClient.run(
                bench.host(route), bench.hop(route), profile, Errand.list(), ClientSettings.of(bench.view(route)));
    }

    private static List<Trial> trials(String topology, String passiveIp, String client) throws Exception {
        Matrix matrix = matrix(MatrixRunTest.setting(topology, passiveIp, false), MatrixRunTest.some(client));
        return matrix.cells().getFirst().trials();
    }

    /** A matrix of one row, which came out as foretold. */
    private static Matrix matrix(Setting setting, List<Profiles.Group> clients) throws Exception {
        Matrix matrix = new MatrixRun(List.of(setting), clients, PROFILES, done -> {}).run();
        assertThat(matrix.disagreements()).isEmpty();
        return matrix;
    }

    private static List<Cell> passiveOnes(Matrix matrix) {
        List<Cell> passive = matrix.cells().stream()
                .filter(cell -> !cell.clients().behaviour().ipv4().isActiveOnly())
                .toList();
        assertThat(passive).hasSizeGreaterThan(50);
        return passive;
    }
}
