package io.github.passage.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The system user in whose name a server serves: an unprivileged one that every Debian has if the tests run as root, else
 * the one that runs the tests.
 */
record LocalUser(int uid, int gid, String user, String group) {
    private static final LocalUser NOBODY = new LocalUser(65534, 65534, "nobody", "nogroup");

    static boolean isRoot() {
        return self().uid() == 0;
    }

    static LocalUser serving() {
        return isRoot() ? NOBODY : self();
    }

    private static LocalUser self() {
        Path own = Path.of("/proc/self");
        try {
            return new LocalUser(
                    (Integer) Files.getAttribute(own, "unix:uid"),
                    (Integer) Files.getAttribute(own, "unix:gid"),
                    Files.getOwner(own).getName(),
                    String.valueOf(Files.getAttribute(own, "unix:group")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
