package io.github.passage.transcripts;

import io.github.passage.telemetry.SessionRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a directory of transcripts: owner-only, bounded in number and size. Not thread-safe, but for {@link #of}. */
final class TranscriptFiles {
    private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{9}Z_[A-Za-z0-9._-]{1,64}_\\d{1,19}\\.transcript");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final TranscriptSettings settings;
    private final Map<Path, Held> oldestFirst = new LinkedHashMap<>();
    private final Map<SessionRef, Path> ofSessions = new ConcurrentHashMap<>();
    private long total;

    /**
     * A file.
     *
     * @param size in bytes
     * @param session empty if it was there before
     */
    private record Held(long size, Optional<SessionRef> session) {}

    /**
     * Looks at what is there already.
     *
     * @throws IOException if the directory cannot be made, read, or written to
     */
    TranscriptFiles(TranscriptSettings settings) throws IOException {
        this.settings = settings;
        Files.createDirectories(settings.directory(), attributes("rwx------"));
        if (!Files.isWritable(settings.directory())) {
            throw new IOException("no permission to write there");
        }
        try (Stream<Path> found = Files.list(settings.directory())) {
            List<Path> files = found.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
            for (Path file : files) {
                note(file, new Held(Files.size(file), Optional.empty()));
            }
        }
    }

    static String name(SessionRef ref, Instant began) {
        String hop = ref.hop().replaceAll("[^A-Za-z0-9._-]", "_");
        return TIME.format(began) + "_" + hop.substring(0, Math.min(64, hop.length())) + "_" + ref.number()
                + ".transcript";
    }

    /** The file of a session that was created and is not deleted yet. */
    Optional<Path> of(SessionRef session) {
        return Optional.ofNullable(ofSessions.get(session));
    }

    /** Makes an empty file; the oldest one goes if there are too many. */
    void create(SessionRef ref, Instant began) throws IOException {
        while (oldestFirst.size() >= settings.maxFiles()) {
            deleteOldest();
        }
        Path file = settings.directory().resolve(name(ref, began));
        write(file, new byte[0], StandardOpenOption.CREATE_NEW);
        note(file, new Held(0, Optional.of(ref)));
        ofSessions.put(ref, file);
    }

    /**
     * Writes to the end of a file; the oldest ones go if all are too large.
     *
     * @throws IOException also if it was deleted
     */
    void append(Path file, byte[] text) throws IOException {
        write(file, text, StandardOpenOption.APPEND);
        oldestFirst.computeIfPresent(file, (same, held) -> new Held(held.size() + text.length, held.session()));
        total += text.length;
        while (total > settings.maxTotalBytes() && oldestFirst.size() > 1) {
            deleteOldest();
        }
    }

    private void note(Path file, Held held) {
        oldestFirst.put(file, held);
        total += held.size();
    }

    private void deleteOldest() throws IOException {
        Map.Entry<Path, Held> oldest = oldestFirst.entrySet().iterator().next();
        oldestFirst.remove(oldest.getKey());
        total -= oldest.getValue().size();
        oldest.getValue().session().ifPresent(ofSessions::remove);
        Files.deleteIfExists(oldest.getKey());
    }

    private static void write(Path file, byte[] text, StandardOpenOption how) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, how, LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel out = Files.newByteChannel(file, options, attributes("rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(text);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        }
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
