package io.github.passage.it.bench.subject;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which peers there are, by what they say of themselves. */
public final class Versions {
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+(\\.\\d+)*");

    private Versions() {}

    /**
     * Names and versions.
     *
     * @param unpacked where {@code setup.sh --peers} has unpacked them
     * @throws IOException if one cannot be run
     */
    public static String of(Path unpacked) throws IOException {
        return "HAProxy %s, nginx %s, ProFTPD %s"
                .formatted(
                        number(unpacked.resolve("haproxy/usr/sbin/haproxy")),
                        number(unpacked.resolve("nginx/usr/sbin/nginx")),
                        number(unpacked.resolve("proftpd/usr/sbin/proftpd")));
    }

    private static String number(Path program) throws IOException {
        if (!Files.isExecutable(program)) {
            throw new IOException(
                    program + ": not there (expected: proxy-it/setup.sh --peers unpacks it, on Debian as root)");
        }
        Process process = new ProcessBuilder(program.toString(), "-v")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher number = NUMBER.matcher(said);
        return number.find() ? number.group() : "unknown";
    }
}
