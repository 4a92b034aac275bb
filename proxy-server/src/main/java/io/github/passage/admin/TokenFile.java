package io.github.passage.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token that a file holds, read again when the file has changed, so that it can be replaced while the program runs. A file that
 * then cannot be read leaves the token as it was until it can be.
 */
final class TokenFile implements Predicate<String> {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage");
    private static final int LARGEST = 4096;

    /** RFC 6750; short ones can be guessed. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,}=*");

    private final Path file;
    private byte[] token;
    private FileTime read;

    /** Whoever asks without a token must not be able to fill the log. */
    private boolean told;

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException naming the file and what was expected
     */
    TokenFile(Path file) {
        this.file = file;
        try {
            this.read = Files.getLastModifiedTime(file);
            this.token = content();
            warnOfReaders();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "admin token file: \"" + file + "\" (expected: a readable file with a token)", e);
        }
    }

    private byte[] content() throws IOException {
        String text = Files.size(file) > LARGEST ? "" : Files.readString(file).strip();
        if (!TOKEN.matcher(text).matches()) {
            throw new IllegalArgumentException("admin token file: \"" + file
                    + "\" (expected: a file with nothing but a token of at least 16 letters, digits and ._~+/-)");
        }
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void warnOfReaders() throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            LOGGER.warn("admin token file {} can be read by every user of this machine (expected: chmod o-r)", file);
        }
    }

    /** Whether it is the token, in a time that does not tell how much of it is right. */
    @Override
    public synchronized boolean test(String given) {
        readAgain();
        return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
    }

    private void readAgain() {
        try {
            FileTime now = Files.getLastModifiedTime(file);
            if (!now.equals(read)) {
                token = content();
                // Only now: what could not be read is tried again
                read = now;
                told = false;
            }
        } catch (IOException | IllegalArgumentException e) {
            if (!told) {
                told = true;
                LOGGER.warn("admin token file {}: {}; the token stays what it was", file, e.getMessage());
            }
        }
    }
}
