package io.github.passage.ftp.codec;

/** Stands in for a line that was longer than {@link LineLimits} allow; its bytes are gone. */
public enum OverlongLine {
    /** The only value. */
    INSTANCE
}
