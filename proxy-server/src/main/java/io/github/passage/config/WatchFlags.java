package io.github.passage.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The flags, as they were written, that say what can be seen of the proxy, and where. They count over a file, too: that is a matter of
 * the process.
 *
 * @param admin {@code --admin}
 * @param adminTokenFile {@code --admin-token-file}
 * @param transcripts {@code --transcripts}
 */
public record WatchFlags(Optional<String> admin, Optional<String> adminTokenFile, Optional<String> transcripts) {
    /** No flags. */
    public static final WatchFlags NONE = new WatchFlags(Optional.empty(), Optional.empty(), Optional.empty());

    static final Map<String, String> ADMIN_NAMES = Map.of("listen", "--admin", "token-file", "--admin-token-file");
    static final Map<String, String> TRANSCRIPTS_NAMES = Map.of("directory", "--transcripts");

    /** The flags that were given, by the key of {@code passage.admin} that each one sets. */
    ConfigObject adminByKey() {
        Map<String, Object> given = new LinkedHashMap<>();
        admin.ifPresent(text -> given.put("listen", text));
        adminTokenFile.ifPresent(text -> given.put("token-file", text));
        return ConfigValueFactory.fromMap(given, "flags");
    }

    /** The same of {@code passage.transcripts}. */
    ConfigObject transcriptsByKey() {
        Map<String, Object> given = new LinkedHashMap<>();
        transcripts.ifPresent(text -> given.put("directory", text));
        return ConfigValueFactory.fromMap(given, "flags");
    }
}
