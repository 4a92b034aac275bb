package io.github.passage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {
    private static final List<String> KEYS = List.of(
            "admit",
            "auth",
            "advertised-data-ports",
            "data-peer",
            "data-ports",
            "epsv",
            "listen",
            "passive-address",
            "timeouts");

    @ParameterizedTest
    @CsvSource({
        "passiv-adress, passive-address",
        "passiveAddress, passive-address",
        "passive_address, passive-address",
        "epvs, epsv",
        "auht, auth",
        "timeout, timeouts",
        "dataports, data-ports",
        "DATA-PEER, data-peer",
        "advertised-ports, advertised-data-ports"
    })
    void aMisspeltKeyFindsTheOneThatWasMeant(String wrong, String meant) {
        assertThat(NearestKey.of(wrong, KEYS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "bind"})
    void aForeignWordFindsNothing(String wrong) {
        assertThat(NearestKey.of(wrong, KEYS)).isEmpty();
    }

    @Test
    void aSwapOfNeighboursIsOneStep() {
        assertThat(NearestKey.distance("ab", "ba")).isEqualTo(1);
        assertThat(NearestKey.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestKey.distance("", "abc")).isEqualTo(3);
    }
}
