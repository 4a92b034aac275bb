package io.github.passage.config;

import io.github.passage.config.Section.Layer;
import io.github.passage.transcripts.TranscriptSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the section {@code transcripts}. */
final class TranscriptsReader {
    private static final int MOST_FILES = 1_000_000;
    private static final long KIB = 1024;
    private static final long GIB = KIB * KIB * KIB;

    private static final ValueKind<Path> DIRECTORY = ValueKind.text("a directory's path, or null", text -> {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no path", e);
        }
    });

    private TranscriptsReader() {}

    /** The settings, with the flag over them; empty if nothing is to be recorded, or a value is wrong, which is noted. */
    static Optional<TranscriptSettings> read(Section section, WatchFlags flags, Problems problems) {
        // What a flag replaces must be right all the same.
        Optional<Path> inFile = section.optional("directory", DIRECTORY);
        Layer given = new Layer(flags.transcriptsByKey(), new Place.Flags(WatchFlags.TRANSCRIPTS_NAMES));
        Optional<Path> directory = new Section(List.of(given), problems)
                .optional("directory", DIRECTORY)
                .or(() -> inFile);
        Optional<Integer> files = section.required("max-files", Values.number(1, MOST_FILES));
        Optional<Long> bytes = section.required("max-bytes", Quantities.bytes(4 * KIB, GIB, "4KiB to 1GiB"));
        Optional<Long> total =
                section.required("max-total-bytes", Quantities.bytes(4 * KIB, KIB * GIB, "4KiB to 1TiB"));
        section.rejectOthers();
        if (bytes.isPresent() && total.isPresent() && total.get() < bytes.get()) {
            section.mismatch("max-total-bytes", "at least max-bytes");
            return Optional.empty();
        }
        return files.isEmpty() || bytes.isEmpty() || total.isEmpty()
                ? Optional.empty()
                : directory.map(there -> new TranscriptSettings(there, files.get(), bytes.get(), total.get()));
    }
}
