package io.github.passage.lab.profile.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.profile.Method;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.Profiles.Group;
import io.github.passage.lab.profile.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedProfilesTest {
    private final Profiles profiles = ProfileFiles.shipped();

    @Test
    void theProgramsThatWereOnlyReadAboutHaveProfilesThatSaySo() {
        assertThat(profiles.all())
                .filteredOn(profile -> profile.source() != Source.MEASURED)
                .extracting(Profile::name, Profile::source)
                .extracting(tuple -> tuple.toList().toString())
                .containsExactly(
                        "[WinSCP Auto, SOURCE_CODE]",
                        "[WinSCP On, SOURCE_CODE]",
                        "[WinSCP Off, SOURCE_CODE]",
                        "[netkit ftp, SOURCE_CODE]",
                        "[Windows ftp.exe, DOCUMENTATION]");
    }

    @Test
    void everyVariantNamesAnOptionOfAProfileOfTheSameProgram() {
        assertThat(profiles.all())
                .allSatisfy(profile -> profile.variant().ifPresent(variant -> {
                    assertThat(variant.option()).isNotBlank();
                    assertThat(profiles.named(variant.of()).orElseThrow().program())
                            .isEqualTo(profile.program());
                }));
    }

    @Test
    void theOptionThatMakesLftpSendEpsvIsFoundFromLftp() {
        Profile lftp = profiles.named("lftp").orElseThrow();

        assertThat(profiles.variantsOf(lftp))
                .filteredOn(variant -> variant.behaviour().ipv4().first() == Method.EPSV)
                .extracting(variant -> variant.variant().orElseThrow().option())
                .containsExactly("set ftp:prefer-epsv yes");
    }

    @Test
    void windowsFtpIsActiveOnly() {
        assertThat(profiles.named("Windows ftp.exe")
                        .orElseThrow()
                        .behaviour()
                        .ipv4()
                        .isActiveOnly())
                .isTrue();
    }

    @Test
    void programsThatDecideAlikeStandInOneGroupAndEveryProfileInOne() {
        List<Group> groups = profiles.groups();

        assertThat(groups.stream().flatMap(group -> group.names().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        profiles.all().stream().map(Profile::name).toList());
        assertThat(groups)
                .filteredOn(group -> group.names().contains("filezilla"))
                .singleElement()
                .satisfies(group -> assertThat(group.names()).contains("filezilla forcepasv"));
        assertThat(groups).hasSizeLessThan(profiles.all().size());
    }

    @Test
    void theLeastPatientOfAGroupRepresentsIt() {
        assertThat(profiles.groups())
                .filteredOn(group -> group.names().contains("rclone"))
                .singleElement()
                .satisfies(group -> assertThat(group.representative().name()).isEqualTo("rclone bounded"));
    }
}
