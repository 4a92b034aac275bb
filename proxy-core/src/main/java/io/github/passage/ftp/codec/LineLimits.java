package io.github.passage.ftp.codec;

/**
 * How long the lines of a control connection may be.
 *
 * @param commandBytes a client's command line with its line end, 64-1048576
 * @param replyBytes a server's reply line with its line end, 64-1048576
 * @param heldReplyLines lines of a reply that must be held whole (FEAT, passive replies), 1-65536
 */
public record LineLimits(int commandBytes, int replyBytes, int heldReplyLines) {
    /** 8 KiB a line, 512 lines. */
    public static final LineLimits DEFAULT = new LineLimits(8192, 8192, 512);

    private static final int LEAST = 64;
    private static final int MOST = 1 << 20;

    /** Checks the ranges. */
    public LineLimits {
        check("command-line-limit", commandBytes);
        check("reply-line-limit", replyBytes);
        if (heldReplyLines < 1 || heldReplyLines > 65536) {
            throw new IllegalArgumentException("held-reply-lines: " + heldReplyLines + " (expected: 1-65536)");
        }
    }

    private static void check(String name, int bytes) {
        if (bytes < LEAST || bytes > MOST) {
            throw new IllegalArgumentException(
                    name + ": " + bytes + " bytes (expected: " + LEAST + "-" + MOST + " bytes)");
        }
    }
}
