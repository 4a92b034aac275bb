package io.github.passage.it.program;

import io.github.passage.it.server.FtpServerRig;
import io.github.passage.it.server.FtpServers;
import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.server.ServerSite;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Sha256;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** An FTP server with one file, and addresses of its own for it and for a hop in front of it. */
public final class TestServer implements AutoCloseable {
    /** The file as clients name it. */
    public static final String FILE = FtpServerRig.WRITABLE + "/file.bin";

    private static final int BLOCK = 1 << 16;

    private final LoopbackAddresses addresses = new LoopbackAddresses();
    private final InetAddress hop = addresses.next();
    private final WorkDirectory work;
    private final FtpServerRig server;
    private final String sha256;

    /**
     * Starts an embedded server.
     *
     * @param dataPorts of the server
     * @param size of the file in bytes, a multiple of 64 KiB
     */
    public TestServer(ItLogs logs, PortRange dataPorts, long size) {
        work = WorkDirectory.create("test-server");
        server = FtpServers.APACHE_FTPSERVER.start(new ServerSite(addresses.next(), dataPorts, work.path(), logs));
        Path file = server.root().resolve(FILE);
        write(file, size);
        sha256 = Sha256.of(file);
    }

    private static void write(Path file, long size) {
        SplittableRandom random = new SplittableRandom(size);
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < size; written += BLOCK) {
                random.nextBytes(block);
                out.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FtpServerRig rig() {
        return server;
    }

    /** Where a hop can listen. */
    public String hopHost() {
        return hop.getHostAddress();
    }

    /** The value of the flag {@code --target}. */
    public String target() {
        return server.address().getAddress().getHostAddress() + ":"
                + server.address().getPort();
    }

    /** The checksum of {@link #FILE}. */
    public String sha256() {
        return sha256;
    }

    @Override
    public void close() {
        try (work) {
            server.close();
        }
    }
}
