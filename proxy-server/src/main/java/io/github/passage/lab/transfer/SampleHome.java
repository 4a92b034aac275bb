package io.github.passage.lab.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A temporary home directory with files to try transfers with. The same file has the same bytes every time.
 */
public final class SampleHome implements AutoCloseable {

    /** A folder whose name is not ASCII, as buckets' folders may be. */
    public static final String UNICODE_FOLDER = "s3バケット";

    /** The file in {@link #UNICODE_FOLDER}. */
    public static final String UNICODE_FILE = "こんにちは.txt";

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
        SampleHome home = new SampleHome(Files.createTempDirectory("passage-home-"));
        try {
            home.fill();
            return home;
        } catch (IOException | RuntimeException e) {
            home.close();
            throw e;
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

    private void fill() throws IOException {
        byte[] random = new byte[BLOCK_SIZE];
        new Random(SEED).nextBytes(random);
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_SIZE).put(random).flip();
        for (Map.Entry<String, Long> file : SIZES.entrySet()) {
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
