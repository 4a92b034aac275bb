package io.github.passage.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What starts the program of an image: a script in place of jpackage's launcher, with the same class path and options. At every start
 * that launcher has dpkg and rpm search for the package that it came with, which takes 85 ms on a machine with 800 packages and is of
 * no use here.
 */
final class Launcher {
    private static final String CLASS_PATH = "app.classpath=";
    private static final String MAIN_CLASS = "app.mainclass=";
    private static final String OPTION = "java-options=";

    /**
     * What a proxy may use. An idle session is 3.7 KB of heap. The limit of
     * buffers outside the heap would follow the heap's, but what they need grows with transfers that are copied and whose receiver
     * stalls, up to half a MiB for each. What compilers and bursts leave behind is given back to the system every ten seconds:
     * 5 MiB after a start.
     */
    private static final String MEMORY_OF_PROXY =
            "-Xmx256m -XX:MaxDirectMemorySize=512m -XX:TrimNativeHeapInterval=10000";

    /**
     * What other commands may use: a quarter of the memory that there is, but at most 16 GiB. A heap of 32 GiB, as machines of
     * 128 GiB would give, has references of 8 bytes, and with those the virtual machine does not take the AOT cache.
     */
    private static final String MEMORY_OF_OTHERS = "-XX:ErgoHeapSizeLimit=16g";

    private static final String HEAD = """
            #!/bin/sh
            # Starts Passage with the Java runtime beside it. PASSAGE_JAVA_OPTIONS: further options, which take precedence over those here.
            self=$0
            [ ! -L "$self" ] || self=$(readlink -f -- "$self")
            case $self in */*) ;; *) self=./$self ;; esac
            APPDIR=$(CDPATH= cd -- "${self%/*}/../lib/app" && pwd -P) || exit
            set -f
            case ${1-} in proxy) memory="PROXY" ;; *) memory="OTHERS" ;; esac
            exec "$APPDIR/../runtime/bin/passage" \\
            """.replace("PROXY", MEMORY_OF_PROXY).replace("OTHERS", MEMORY_OF_OTHERS);

    private static final String LIMITS = "  $memory $PASSAGE_JAVA_OPTIONS \\\n";

    private final Path image;
    private final List<String> settings;

    private Launcher(Path image, List<String> settings) {
        this.image = image;
        this.settings = settings;
    }

    /** Takes the place of the launcher that jpackage made. */
    static Launcher replace(Path image) throws IOException {
        Path configuration = image.resolve("lib/app/passage.cfg");
        Launcher launcher = new Launcher(image, Files.readAllLines(configuration));
        // The process bears the name of what it was started from.
        Path java = image.resolve("lib/runtime/bin");
        Files.move(java.resolve("java"), java.resolve("passage"), StandardCopyOption.REPLACE_EXISTING);
        launcher.write(Stream.empty());
        Files.delete(configuration);
        Files.delete(image.resolve("lib/libapplauncher.so"));
        return launcher;
    }

    /** Has it give the virtual machine one option more. */
    void add(String option) throws IOException {
        write(Stream.of(option));
    }

    private void write(Stream<String> more) throws IOException {
        String options = Stream.concat(values(OPTION), more)
                .map(option -> "  \"" + option + "\" \\\n")
                .collect(Collectors.joining());
        String classPath = values(CLASS_PATH).collect(Collectors.joining(":", "  -cp \"", "\" \\\n"));
        String program = values(MAIN_CLASS).findFirst().orElseThrow();
        Path script = image.resolve("bin/passage");
        Files.deleteIfExists(script);
        Files.writeString(script, HEAD + options + LIMITS + classPath + "  " + program + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Stream<String> values(String key) {
        return settings.stream().filter(line -> line.startsWith(key)).map(line -> line.substring(key.length()));
    }
}
