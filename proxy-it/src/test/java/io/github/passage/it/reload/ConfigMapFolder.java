package io.github.passage.it.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder as Kubernetes mounts a ConfigMap: the file is a symbolic link into {@code ..data}, itself one to the folder of a version, which
 * is replaced by another in one step.
 */
final class ConfigMapFolder {
    private static final String FILE = "passage.conf";

    private final Path folder;
    private int version;

    ConfigMapFolder(Path folder, String content) throws IOException {
        this.folder = folder;
        swap(content);
        Files.createSymbolicLink(file(), Path.of("..data", FILE));
    }

    /** The file as the program is told. */
    Path file() {
        return folder.resolve(FILE);
    }

    /** Puts another version in the place of the one before. */
    void swap(String content) throws IOException {
        Path next = Files.createDirectory(folder.resolve("..version_" + ++version));
        Files.writeString(next.resolve(FILE), content);
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), next.getFileName());
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
