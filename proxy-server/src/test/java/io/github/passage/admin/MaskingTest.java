package io.github.passage.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskingTest {
    @Test
    void secretsAreMaskedWhereverTheyStand() {
        Object masked = Masking.masked(Map.of(
                "store-password",
                "a",
                "hops",
                Map.of("edge", Map.of("API-Key", 7, "target", "ftp://anna:b/w@10.0.0.1/", "token-file", "/run/token")),
                "list",
                List.of(Map.of("clientSecrets", List.of("c")), "plain")));

        assertThat(masked)
                .isEqualTo(Map.of(
                        "store-password",
                        "***",
                        "hops",
                        Map.of(
                                "edge",
                                Map.of(
                                        "API-Key",
                                        "***",
                                        "target",
                                        "ftp://anna:***@10.0.0.1/",
                                        "token-file",
                                        "/run/token")),
                        "list",
                        List.of(Map.of("clientSecrets", "***"), "plain")));
    }
}
