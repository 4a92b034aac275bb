package io.github.passage.lab.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.file.ProfileFiles;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.file.TopologyFiles;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.lab.verdict.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixesTest {
    private static final Profiles PROFILES = ProfileFiles.shipped();

    private static List<Fix> fixes(World world, String client) {
        Route first = Route.all(world.topology()).getFirst();
        return new Fixes(world, PROFILES).of(first, PROFILES.named(client).orElseThrow());
    }

    private static World world(String topology, String passiveIp) {
        return World.of(TopologyFiles.load(topology)).announcing(PassiveIp.parse(passiveIp));
    }

    @Test
    void aClientThatWorksNeedsNoFix() {
        assertThat(fixes(world("direct", "AUTO"), "wget")).isEmpty();
    }

    @Test
    void overPrivateLinkAnOptionThePassiveIpOrARewritingHopHelps() {
        assertThat(fixes(world("privatelink", "AUTO"), "lftp"))
                .extracting(Fix::kind)
                .contains(Change.Kind.CLIENT_OPTION, Change.Kind.PASSIVE_IP, Change.Kind.REWRITE);
        assertThat(fixes(world("privatelink", "AUTO"), "lftp"))
                .filteredOn(fix -> fix.kind() == Change.Kind.CLIENT_OPTION)
                .anySatisfy(fix -> assertThat(fix.text()).contains("prefer-epsv"));
    }

    @Test
    void whatAFixBreaksForOthersIsSaidAndItComesLater() {
        List<Fix> fixes = fixes(world("privatelink-two-consumers", "10.3.0.11"), "wget");

        Fix other = fixes.stream()
                .filter(fix -> fix.text().contains("PassiveIp 10.2.0.10"))
                .findFirst()
                .orElseThrow();
        assertThat(other.breaks()).anyMatch(broken -> broken.startsWith("other > second-endpoint.a: "));
        assertThat(other.inWords()).contains("(breaks other > second-endpoint.a: ");
        assertThat(fixes.getFirst().breaks()).isEmpty();
        assertThat(fixes.getFirst().kind()).isEqualTo(Change.Kind.REWRITE);
    }

    @Test
    void activeModeHasNoFixButPassiveMode() {
        assertThat(fixes(world("direct", "AUTO"), "Windows ftp.exe")).isEmpty();
        assertThat(fixes(world("direct", "AUTO"), "php ftp"))
                .extracting(Fix::kind)
                .containsOnly(Change.Kind.CLIENT_OPTION);
    }

    @Test
    void probesOnDataPortsMakeATransferAMatterOfChanceAndChecksOnTheControlPortMend() {
        Topology checked = TopologyFiles.load("scenarios/zero-byte-files.conf");
        World world = World.of(checked).announcing(PassiveIp.parse("0.0.0.0"));
        Forecast forecast = new Predictor()
                .forecast(
                        world,
                        Route.all(checked).getFirst(),
                        PROFILES.named("lftp").orElseThrow().behaviour());

        assertThat(forecast.isChance()).isTrue();
        assertThat(forecast.failing().orElseThrow().failure().orElseThrow().cause())
                .isEqualTo(Cause.STOLEN_BY_PROBE);
        assertThat(fixes(world, "lftp"))
                .first()
                .satisfies(fix -> assertThat(fix.kind()).isEqualTo(Change.Kind.HEALTH_CHECK_PORT));
    }

    @Test
    void preservedClientAddressesBlackHoleAndTurningThatOffHelps() {
        Topology preserving = TopologyFiles.load("scenarios/preserve-client-ip-black-hole.conf");
        World world = World.of(preserving).announcing(PassiveIp.parse("0.0.0.0"));

        assertThat(fixes(world, "lftp"))
                .anySatisfy(fix -> assertThat(fix.text()).contains("preserve-client-ip = off"));
    }
}
