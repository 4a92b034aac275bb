package io.github.passage.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.github.passage.config.Section.Layer;
import java.nio.file.Path;
import java.util.List;

/** A document in HOCON besides the proxy's configuration, read with the same care: all mistakes at once, each with its place. */
public final class HoconDocument {
    private final Problems problems = new Problems();
    private final Config config;
    private final Path name;

    private HoconDocument(Config config, Path name) {
        this.config = config;
        this.name = name;
    }

    /**
     * A user's file.
     *
     * @throws ConfigException if it cannot be read or is not HOCON
     */
    public static HoconDocument file(Path file) {
        return new HoconDocument(HoconFile.parse(file, ConfigFactory.empty()), file);
    }

    /** A file that is part of the program. */
    public static HoconDocument resource(String resource) {
        Config parsed = ConfigFactory.parseResources(HoconDocument.class.getClassLoader(), resource);
        return new HoconDocument(parsed.resolve(), Path.of(resource));
    }

    /** The object at the top. */
    public Section root() {
        return new Section(List.of(new Layer(config.root(), new Place.InFile(name, ""))), problems);
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException with all mistakes that were noted, if there are any
     */
    public void throwIfAny() {
        problems.throwIfAny();
    }
}
