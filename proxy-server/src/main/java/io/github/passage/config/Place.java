package io.github.passage.config;

import com.typesafe.config.ConfigOrigin;
import io.github.passage.config.Problems.Problem;
import java.nio.file.Path;
import java.util.Map;

/** Where a section's values were written, and so how a mistake in them is named. */
sealed interface Place {
    /** The name of a key here, as the operator would look for it. */
    String name(String key);

    /** The place of the object below a key. */
    Place child(String key);

    /** The name of an element of the list below a key. */
    String element(String key, int index);

    /** A mistake in a value with this origin. */
    Problem problem(ConfigOrigin origin, String text);

    /**
     * In a file.
     *
     * @param file as the operator named it
     * @param path of the section, empty for the root
     */
    record InFile(Path file, String path) implements Place {
        @Override
        public String name(String key) {
            return path.isEmpty() ? key : path + "." + key;
        }

        @Override
        public Place child(String key) {
            return new InFile(file, name(key));
        }

        @Override
        public String element(String key, int index) {
            return name(key) + "[" + index + "]";
        }

        @Override
        public Problem problem(ConfigOrigin origin, String text) {
            return new Problem(where(origin) + ": ", origin.lineNumber(), text);
        }

        private String where(ConfigOrigin origin) {
            String written = origin.filename();
            if (origin.description().startsWith("env var")) {
                return file + " (from the environment)";
            }
            if (written == null || origin.resource() != null) {
                return file.toString();
            }
            String name = Path.of(written).toAbsolutePath().equals(file.toAbsolutePath()) ? file.toString() : written;
            return origin.lineNumber() > 0 ? name + ":" + origin.lineNumber() : name;
        }
    }

    /**
     * On the command line.
     *
     * @param names the flags by their keys, where they are named otherwise
     */
    record Flags(Map<String, String> names) implements Place {
        @Override
        public String name(String key) {
            return names.getOrDefault(key, "--" + key);
        }

        @Override
        public Place child(String key) {
            return this;
        }

        @Override
        public String element(String key, int index) {
            return name(key);
        }

        @Override
        public Problem problem(ConfigOrigin origin, String text) {
            return new Problem("", -1, text);
        }
    }
}
