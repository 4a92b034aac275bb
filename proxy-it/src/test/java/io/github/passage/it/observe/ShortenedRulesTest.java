package io.github.passage.it.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenedRulesTest {
    @Test
    void haveWindowsAndForDividedAndAllElseAsItWas() {
        String rules = """
                - alert: Late
                  expr: rate(lag_total[5m]) > 0.1 and increase(x{y="z"}[1h]) > 3
                  for: 10m
                  annotations:
                    runbook: wait for: 5m
                """;

        assertThat(ShortenedRules.of(rules, 60)).isEqualTo("""
                - alert: Late
                  expr: rate(lag_total[5000ms]) > 0.1 and increase(x{y="z"}[60000ms]) > 3
                  for: 10000ms
                  annotations:
                    runbook: wait for: 5m
                """);
    }
}
