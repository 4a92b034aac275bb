package io.github.passage.lab.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary home directory with files to try transfers with. The same file has the same bytes every time.
 */
public final class SampleHome implements AutoCloseable {

    /** A folder whose name is not ASCII, as buckets' folders may be. */
    public static final String UNICODE_FOLDER = "s3バケット";

    /** The file in {@link #UNICODE_FOLDER}. */
    public static final String UNICODE_FILE = "こんにちは.txt";

    private static final Logger LOG = LoggerFactory.getLogger(SampleHome.class);
    private static final String PREFIX = "passage-home-";

    private static final int KIB = 1024;
    private static final int BLOCK_SIZE = 1024 * KIB;
    private static final long SEED = 8192;
    private static final Map<String, Long> SIZES = Map.of(
            "1KiB.bin", (long) KIB,
            "64KiB.bin", 64L * KIB,
            "1MiB.bin", 1024L * KIB,
            "10MiB.bin", 10 * 1024L * KIB,
            "100MiB.bin", 100 * 1024L * KIB);

    private static final String README = """
            This is the home directory of a simulated AWS Transfer Family server.
            It is a local FTP server with the commands, data ports 8192-8200 and PassiveIp
            setting of Transfer Family. Nothing here is connected to AWS.

            1KiB.bin ... 100MiB.bin   files to download; the same bytes every time
            s3バケット                  a folder with a name outside ASCII

            You may upload, rename and delete: the directory is temporary, and is removed
            when the server ends.
            """;

    private final Path path;

    private SampleHome(Path path) {
        this.path = path;
    }

    /**
     * Makes the directory in the system's directory for temporary files; takes 112 MiB there.
     *
     * @throws IOException if it cannot be written; what was written by then is deleted
     */
    public static SampleHome create() throws IOException {
        return create(SIZES);
    }

    /**
     * Makes the directory with the small files only, where nobody looks at throughput.
     *
     * @throws IOException if it cannot be written; what was written by then is deleted
     */
    public static SampleHome small() throws IOException {
        return create(Map.of("1KiB.bin", (long) KIB));
    }

    private static SampleHome create(Map<String, Long> sizes) throws IOException {
        removeLeftovers();
        SampleHome home = new SampleHome(
                Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-"));
        try {
            home.fill(sizes);
            return home;
        } catch (IOException | RuntimeException e) {
            home.close();
            throw e;
        }
    }

    /** A process that was killed could not delete its own. */
    private static void removeLeftovers() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(temporary, PREFIX + "[0-9]*-*")) {
            for (Path home : homes) {
                String pid = home.getFileName().toString().substring(PREFIX.length());
                if (isGone(pid.substring(0, pid.indexOf('-'))) && Files.isWritable(home)) {
                    removeLeftover(home);
                }
            }
        }
    }

    private static void removeLeftover(Path home) {
        try {
            new SampleHome(home).close();
        } catch (IOException anotherLabDoesTheSame) {
            LOG.debug("{} could not be removed: {}", home, anotherLabDoesTheSame.getMessage());
        }
    }

    private static boolean isGone(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
        } catch (NumberFormatException notOurs) {
            return false;
        }
    }

    /** The directory. */
    public Path path() {
        return path;
    }

    /** Deletes the directory with everything in it. */
    @Override
    public void close() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void fill(Map<String, Long> sizes) throws IOException {
        byte[] random = new byte[BLOCK_SIZE];
        new Random(SEED).nextBytes(random);
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_SIZE).put(random).flip();
        for (Map.Entry<String, Long> file : sizes.entrySet()) {
            write(path.resolve(file.getKey()), file.getValue(), block);
        }
        Files.writeString(path.resolve("readme.txt"), README);
        DiskNames names = DiskNames.ofThisSystem();
        Path folder = Files.createDirectory(path.resolve(names.toDisk(UNICODE_FOLDER)));
        Files.writeString(folder.resolve(names.toDisk(UNICODE_FILE)), "こんにちは\n", StandardCharsets.UTF_8);
    }

    private static void write(Path file, long size, ByteBuffer block) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long left = size; left > 0; ) {
                ByteBuffer part = block.slice(0, (int) Math.min(left, block.capacity()));
                left -= out.write(part);
            }
        }
    }
}
