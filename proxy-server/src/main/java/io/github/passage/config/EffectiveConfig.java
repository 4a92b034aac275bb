package io.github.passage.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration as it counts: each hop with the defaults that it does not replace, and flags in their places. */
final class EffectiveConfig {
    private static final String HOPS = "hops";
    private static final String DEFAULTS = "hop-defaults";

    private EffectiveConfig() {}

    /**
     * Puts it together.
     *
     * @param passage the resolved values
     * @param hop the only hop's values where flags describe it, by its name; empty where the file has hops
     */
    static Map<String, Object> of(ConfigObject passage, Map<String, Map<String, Object>> hop, WatchFlags flags) {
        Map<String, Object> effective = new LinkedHashMap<>();
        passage.forEach((key, value) -> {
            if (!key.equals(HOPS) && !key.equals(DEFAULTS)) {
                effective.put(key, value.unwrapped());
            }
        });
        Map.of("admin", flags.adminByKey(), "transcripts", flags.transcriptsByKey())
                .forEach((key, given) -> {
                    if (passage.get(key) instanceof ConfigObject inFile) {
                        effective.put(key, over(given, inFile));
                    }
                });
        ConfigObject hops = hop.isEmpty() && passage.get(HOPS) instanceof ConfigObject inFile
                ? inFile
                : ConfigValueFactory.fromMap(hop);
        Map<String, Object> each = new LinkedHashMap<>();
        hops.forEach((name, values) -> {
            if (values instanceof ConfigObject own && passage.get(DEFAULTS) instanceof ConfigObject defaults) {
                each.put(name, over(own, defaults));
            }
        });
        effective.put(HOPS, each);
        return effective;
    }

    private static Object over(ConfigObject own, ConfigValue defaults) {
        return own.withFallback(defaults).unwrapped();
    }
}
