package io.github.passage.it.server;

import io.github.passage.it.tool.ItLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a server is to run.
 *
 * @param address the loopback address that it listens on and announces; nobody else's
 * @param dataPorts the ports for its passive replies
 * @param scratch a directory for the server alone, on the local disk
 * @param logs where its logs go
 */
public record ServerSite(InetAddress address, PortRange dataPorts, Path scratch, ItLogs logs) {
    /** Bound and free at the moment of asking; the address being the server's own, nobody else takes it. */
    InetSocketAddress freeControlAddress() {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return new InetSocketAddress(address, probe.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates the directory where sessions begin, with the one that every user may write to. */
    Path createRoot() {
        try {
            Path root = Files.createDirectories(scratch.resolve("root"));
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path writable = Files.createDirectories(root.resolve(FtpServerRig.WRITABLE));
            Files.setPosixFilePermissions(writable, PosixFilePermissions.fromString("rwxrwxrwx"));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(scratch.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String host() {
        return address.getHostAddress();
    }
}
