package io.github.passage.it.reload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Bytes that depend on a number, sent and checked part by part. */
final class Pattern {
    /** Of one part, so that a whole is spliced. */
    static final int PART = 192 * 1024;

    private Pattern() {}

    private static byte[] part(long number, int part) {
        byte[] bytes = new byte[PART];
        new SplittableRandom(number * Gates.PARTS + part).nextBytes(bytes);
        return bytes;
    }

    static void send(long number, int part, OutputStream to) throws IOException {
        to.write(part(number, part));
        to.flush();
    }

    /** Reads a part; whether it is as it was sent. */
    static boolean check(long number, int part, InputStream from) throws IOException {
        return Arrays.equals(from.readNBytes(PART), part(number, part));
    }
}
