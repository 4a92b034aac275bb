package io.github.passage.transcripts;

import java.nio.file.Path;

/**
 * Where transcripts are kept, and how many.
 *
 * @param directory made if it does not exist
 * @param maxFiles the oldest are deleted beyond so many, 1 to 1,000,000
 * @param maxBytes of one file, which then says so and ends; 4 KiB to 1 GiB
 * @param maxTotalBytes of all files, the oldest of which are deleted; at least {@code maxBytes}
 */
public record TranscriptSettings(Path directory, int maxFiles, long maxBytes, long maxTotalBytes) {
    /** As many as fit on any disk: 1000 files, 1 MiB each, 256 MiB in all. */
    public static TranscriptSettings in(Path directory) {
        return new TranscriptSettings(directory, 1000, 1 << 20, 256L << 20);
    }
}
