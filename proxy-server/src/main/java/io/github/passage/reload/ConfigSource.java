package io.github.passage.reload;

import io.github.passage.config.ConfigLoader;
import io.github.passage.config.ProxyConfig;
import io.github.passage.config.WatchFlags;
import java.nio.file.Path;

/**
 * A configuration file and the flags that count over it.
 *
 * @param file as the operator named it
 * @param flags of what can be seen
 */
public record ConfigSource(Path file, WatchFlags flags) {
    /**
     * Reads it.
     *
     * @throws io.github.passage.config.ConfigException naming every mistake
     */
    public Loaded load() {
        // Looked at before it is read: what changes meanwhile is then seen as a change.
        FileState state = FileState.of(file);
        return new Loaded(this, state, ConfigLoader.load(file, flags));
    }

    FileState state() {
        return FileState.of(file);
    }

    /** A configuration and what it was read from. */
    public static final class Loaded {
        private final ConfigSource source;
        private final FileState state;
        private final ProxyConfig config;

        Loaded(ConfigSource source, FileState state, ProxyConfig config) {
            this.source = source;
            this.state = state;
            this.config = config;
        }

        ConfigSource source() {
            return source;
        }

        FileState state() {
            return state;
        }

        /** What was read. */
        public ProxyConfig config() {
            return config;
        }
    }
}
