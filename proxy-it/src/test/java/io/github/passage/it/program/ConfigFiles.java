package io.github.passage.it.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configuration files for {@code passage proxy}. */
record ConfigFiles(Path directory) {
    /** A file with this content in braces of {@code passage}. */
    Path write(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), "passage {\n" + content.strip() + "\n}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
