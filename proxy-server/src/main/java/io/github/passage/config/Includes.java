package io.github.passage.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import io.github.passage.config.Problems.Problem;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads what a file includes. The library takes a file that is not there for an empty one; a proxy would start without its deny list
 * then.
 *
 * @param file the file that includes
 */
record Includes(Path file) implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    private static final List<String> ENDINGS = List.of(".conf", ".json", ".properties");

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        try {
            return read(context, what, file.resolveSibling(what));
        } catch (InvalidPathException e) {
            throw missing(what, "no path");
        }
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return read(context, what.getPath(), what.toPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        return parsed(what.toString(), () -> ConfigFactory.parseURL(what, options(context, file)));
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        return parsed(
                what,
                () -> ConfigFactory.parseResources(Includes.class.getClassLoader(), what, options(context, file)));
    }

    private ConfigObject read(ConfigIncludeContext context, String what, Path named) {
        Path found = Stream.concat(Stream.of(named), ENDINGS.stream().map(ending -> Path.of(named + ending)))
                .filter(path -> Files.exists(path) && !Files.isDirectory(path))
                .findFirst()
                .orElseThrow(() -> missing(what, Files.isDirectory(named) ? "a directory" : "no such file"));
        if (!Files.isReadable(found)) {
            throw missing(what, "no permission to read it");
        }
        return parsed(what, () -> ConfigFactory.parseFile(found.toFile(), options(context, found)));
    }

    private static ConfigParseOptions options(ConfigIncludeContext context, Path including) {
        return context.parseOptions()
                .setSyntax(null)
                .setOriginDescription(null)
                .setAllowMissing(false)
                .setIncluder(new Includes(including));
    }

    private ConfigObject parsed(String what, Supplier<Config> parsing) {
        try {
            return parsing.get().root();
        } catch (com.typesafe.config.ConfigException.IO unreadable) {
            throw missing(what, "cannot be read");
        }
    }

    private ConfigException missing(String what, String reason) {
        int line = lineOf(what).orElse(-1);
        Problems problems = new Problems();
        problems.add(new Problem(
                line < 0 ? file + ": " : file + ":" + line + ": ",
                line,
                "include \"" + what + "\": " + reason
                        + " (expected: a readable file in HOCON, named as seen from the folder of this one, or by its whole"
                        + " path)"));
        return problems.toException();
    }

    /** The library does not tell it. */
    private Optional<Integer> lineOf(String what) {
        try {
            List<String> lines = Files.readAllLines(file);
            return IntStream.range(0, lines.size())
                    .filter(index -> lines.get(index).contains("include")
                            && lines.get(index).contains("\"" + what + "\""))
                    .mapToObj(index -> index + 1)
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
