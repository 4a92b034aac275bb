package io.github.passage.lab.client.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.file.ProfileFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A profile that knew the cases could agree with the measurements without deciding anything. */
class ProfilesHoldDecisionsOnlyTest {
    /** Keys whose texts are for people. */
    private static final Pattern NAMES =
            Pattern.compile("\\b(name|program|version|options|variant-of|option) = \"(?:[^\"\\\\]|\\\\.)*\"");

    private static final Pattern COMMENT = Pattern.compile("#.*");

    @Test
    void noProfileNamesACase() throws Exception {
        List<String> decisions = decisions();

        for (Case theCase : Case.values()) {
            Pattern word = Pattern.compile("(?<![\\w.-])" + theCase.column() + "(?![\\w.-])");
            assertThat(decisions)
                    .as(theCase.column())
                    .noneMatch(line -> word.matcher(line).find());
        }
    }

    @Test
    void noProfileHoldsAnOutcomeOrAnAddress() throws Exception {
        Pattern outcome = Pattern.compile("✗|\\b[EP]>|\\bT\\d|\\d+\\.\\d+\\.\\d+\\.\\d+");

        assertThat(decisions()).noneMatch(line -> outcome.matcher(line).find());
    }

    @Test
    void everyMeasuredProgramHasAProfileThatSaysHowItWasUsed() throws Exception {
        List<String> named = ProfileFiles.shipped().all().stream()
                .map(profile -> profile.name() + " | " + profile.version() + " | " + profile.options())
                .toList();

        assertThat(named)
                .containsAll(Measurements.read().rows().stream()
                        .map(ProfilesHoldDecisionsOnlyTest::described)
                        .toList());
    }

    @Test
    void theProfilesBesideTheMeasurementsAreThoseOfProgramsThatWereNotMeasured() throws Exception {
        List<String> measured =
                Measurements.read().rows().stream().map(Measurements::client).toList();

        assertThat(ProfileFiles.shipped().all())
                .extracting(Profile::name)
                .filteredOn(name -> !measured.contains(name))
                .containsExactly("WinSCP Auto", "WinSCP On", "WinSCP Off", "netkit ftp", "Windows ftp.exe");
    }

    private static String described(Map<String, String> row) {
        return row.get("client") + " | " + row.get("version") + " | " + row.get("options");
    }

    private static List<String> decisions() throws IOException {
        try (InputStream in = ProfileFiles.class.getResourceAsStream("/client-profiles.conf")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> NAMES.matcher(line).replaceAll(""))
                    .map(line -> COMMENT.matcher(line).replaceAll(""))
                    .toList();
        }
    }
}
