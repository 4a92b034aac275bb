package io.github.passage.config;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine's name, which Kubernetes gives a pod of a StatefulSet with its number at the end.
 *
 * @param text as {@code passage-0}, perhaps with a domain
 */
record HostName(String text) {
    private static final Path OF_LINUX = Path.of("/proc/sys/kernel/hostname");
    private static final Pattern NUMBERED = Pattern.compile("[^.]*-(\\d{1,5})(?:\\..*)?");

    /** This machine's; empty if it has none. */
    static HostName own() {
        try {
            return new HostName(
                    Files.isReadable(OF_LINUX)
                            ? Files.readString(OF_LINUX).strip()
                            : InetAddress.getLocalHost().getHostName());
        } catch (IOException nameless) {
            return new HostName("");
        }
    }

    /** What stands behind the last dash, if it is a number. */
    OptionalInt number() {
        Matcher matcher = NUMBERED.matcher(text);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
