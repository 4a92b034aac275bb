package io.github.passage.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.github.passage.config.Problems.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a file to resolved HOCON over {@code reference.conf}. */
final class HoconFile {
    private static final String ROOT = "passage";
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{[^}]*}");
    /** The library's messages begin with the origin, which ours have already. */
    private static final Pattern ORIGIN = Pattern.compile("^.*?: \\d+: ");
    /** Nor do operators care for the names of Java's exceptions, or rename their file. */
    private static final Pattern NOISE = Pattern.compile(
            "(?:\\w+\\.)+\\w*Exception: |, or you may be able to rename the file \\.properties rather than \\.conf");

    /** What the library says, of a parenthesis, where the end of the file comes before a brace is closed. */
    private static final Pattern UNCLOSED = Pattern.compile("^expecting a close parentheses .*, not: end of file$");

    private HoconFile() {}

    /** The defaults alone. */
    static Config reference() {
        // As a resource the library would look for it in every jar.
        ConfigParseOptions options =
                ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setOriginDescription("reference.conf");
        return ConfigFactory.parseString(ConfigLoader.reference(), options)
                .withOnlyPath(ROOT)
                .resolve();
    }

    /**
     * Parses a file and resolves its substitutions, from itself, the defaults and the environment.
     *
     * @throws ConfigException if the file cannot be read, is not HOCON, or names something that is not defined
     */
    static Config parse(Path file) {
        return parse(file, reference());
    }

    /** The same over other defaults. */
    static Config parse(Path file, Config defaults) {
        if (!Files.exists(file)) {
            throw unreadable(file, "no such file");
        }
        if (Files.isDirectory(file)) {
            throw unreadable(file, "a directory");
        }
        if (!Files.isReadable(file)) {
            throw unreadable(file, "no permission to read it");
        }
        ConfigParseOptions options = ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.CONF)
                .setAllowMissing(false)
                .setIncluder(new Includes(file));
        try {
            return ConfigFactory.parseFile(file.toFile(), options)
                    .withFallback(defaults)
                    .resolve();
        } catch (com.typesafe.config.ConfigException.UnresolvedSubstitution e) {
            throw rejected(file, e, undefined(e));
        } catch (com.typesafe.config.ConfigException.IO e) {
            throw unreadable(file, reason(e));
        } catch (com.typesafe.config.ConfigException e) {
            throw rejected(file, e, "not valid HOCON: " + reason(e));
        }
    }

    private static String undefined(com.typesafe.config.ConfigException e) {
        Matcher named = SUBSTITUTION.matcher(String.valueOf(e.getMessage()));
        String name = named.find() ? named.group() : "a substitution";
        return name
                + ": not defined (expected: an environment variable or a path of this file; if it may be absent, write "
                + name.replace("${", "${?") + ")";
    }

    private static String reason(com.typesafe.config.ConfigException e) {
        String text = ORIGIN.matcher(String.valueOf(e.getMessage())).replaceFirst("");
        if (UNCLOSED.matcher(text).matches()) {
            return "the file ends before every { is closed (expected: a } for each)";
        }
        return NOISE.matcher(text).replaceAll("");
    }

    private static ConfigException unreadable(Path file, String reason) {
        Problems problems = new Problems();
        problems.add(new Problem(file + ": ", -1, reason + " (expected: a readable file in HOCON)"));
        return problems.toException();
    }

    private static ConfigException rejected(Path file, com.typesafe.config.ConfigException e, String text) {
        Problems problems = new Problems();
        ConfigOrigin origin = e.origin();
        problems.add(
                origin == null ? new Problem(file + ": ", -1, text) : new Place.InFile(file, "").problem(origin, text));
        return problems.toException();
    }
}
