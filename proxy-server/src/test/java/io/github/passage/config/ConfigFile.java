package io.github.passage.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration file in a folder of a test, and what the operator would be told about it. */
record ConfigFile(Path path) {
    static ConfigFile in(Path folder, String text) throws IOException {
        return new ConfigFile(Files.writeString(folder.resolve("passage.conf"), text));
    }

    /** A file with one hop that is complete but for the given lines; they begin at line 4. */
    static ConfigFile withHop(Path folder, String lines) throws IOException {
        return in(folder, """
                passage.hops.edge {
                  listen = "127.0.0.1:2121"
                  target = "127.0.0.1:21"
                  %s
                }
                """.formatted(lines));
    }

    ProxyConfig load() {
        return ConfigLoader.load(path);
    }

    /** The message, without the folder's name. */
    String complaint() {
        ConfigException e = catchThrowableOfType(ConfigException.class, this::load);
        return e == null ? "nothing" : String.valueOf(e.getMessage()).replace(path.getParent() + "/", "");
    }
}
