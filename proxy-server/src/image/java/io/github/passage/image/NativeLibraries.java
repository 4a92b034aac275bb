package io.github.passage.image;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts Netty's native libraries beside the jars, where the virtual machine finds them. Else Netty looks for them in every jar at each
 * start, and unpacks what it finds into the directory for temporary files, which may not allow that.
 */
final class NativeLibraries {
    private NativeLibraries() {}

    static void unpack(Path directory) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(directory)) {
            jars = files.filter(file -> file.getFileName().toString().matches("netty-transport-native-epoll-.*\\.jar"))
                    .toList();
        }
        for (Path jar : jars) {
            try (FileSystem content = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
                    Stream<Path> libraries = Files.list(content.getPath("/META-INF/native"))) {
                for (Path library : libraries
                        .filter(file -> file.toString().endsWith(".so"))
                        .toList()) {
                    Files.copy(
                            library,
                            directory.resolve(library.getFileName().toString()),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
