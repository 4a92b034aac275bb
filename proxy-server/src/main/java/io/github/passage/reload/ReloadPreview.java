package io.github.passage.reload;

import io.github.passage.config.ProxyConfig;
import java.util.List;

/** What would come of a reload, for those who must know it beforehand: what is refused takes a restart. */
public final class ReloadPreview {
    private ReloadPreview() {}

    /**
     * Why a process that runs one configuration, with no session of an earlier one, does not take over another.
     *
     * @return each naming a key, what it says and what was expected; empty if it takes it over
     */
    public static List<String> refusals(ProxyConfig running, ProxyConfig next) {
        return switch (Planning.of(running, next, Standing.of(running))) {
            case ReloadPlan.Refused refused -> refused.reasons();
            case ReloadPlan.Nothing nothing -> List.of();
            case ReloadPlan.Steps steps -> List.of();
        };
    }
}
