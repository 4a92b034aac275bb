package io.github.passage.lab.client.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.Tls;
import io.github.passage.lab.profile.Tls.Resumption;
import io.github.passage.lab.profile.Tls.Support;
import io.github.passage.lab.profile.file.ProfileFiles;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No client of the lab speaks TLS yet, so what profiles say of it is compared with what was measured. */
class TlsFactsTest {
    private static final Profiles PROFILES = ProfileFiles.shipped();

    static Stream<Arguments> measured() throws Exception {
        return Measurements.read().rows().stream().map(row -> Arguments.of(Measurements.client(row), fact(row)));
    }

    private static String fact(Map<String, String> row) {
        return row.get("explicit TLS");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("measured")
    void eachProfileSaysOfTlsWhatWasMeasured(String client, String fact) {
        Profile profile = PROFILES.named(client).orElseThrow();
        Tls tls = profile.tls();

        if (fact.startsWith("1.2 ok")) {
            assertThat(tls.support()).isEqualTo(Support.EXPLICIT);
            assertThat(tls.resumption() == Resumption.RESUMES).isEqualTo(fact.contains("enforced:ok"));
            assertThat(tls.resumption() == Resumption.FULL).isEqualTo(fact.startsWith("1.2 ok/full"));
            assertThat(tls.insists()).isEqualTo(fact.contains("never:FAIL"));
            assertThat(tls.highest()).isEqualTo(fact.contains("1.3 ok") ? "1.3" : "1.2");
        } else if (fact.startsWith("as ")) {
            assertThat(tls).isEqualTo(likeOf(profile, fact).tls());
        } else if (!fact.startsWith("active mode")) {
            assertThat(tls.support())
                    .isEqualTo(
                            switch (fact) {
                                case "none" -> Support.NONE;
                                case "implicit only" -> Support.IMPLICIT;
                                default -> Support.UNKNOWN;
                            });
        }
    }

    private static Profile likeOf(Profile profile, String fact) {
        return PROFILES.named(fact.substring("as ".length()))
                .or(() -> PROFILES.all().stream()
                        .filter(other -> other.program().equals(profile.program()) && !other.equals(profile))
                        .findFirst())
                .orElseThrow();
    }
}
