package io.github.passage.it.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What figures were measured on.
 *
 * @param processor its model
 * @param cores how many the bench may use
 * @param memoryGib of the machine
 * @param kernel its release
 * @param java of Passage, the origin and the clients
 * @param peers names and versions
 */
public record Machine(String processor, int cores, long memoryGib, String kernel, String java, String peers) {
    private static final long KIB_OF_GIB = 1 << 20;

    /**
     * This machine.
     *
     * @param peers names and versions
     */
    public static Machine here(String peers) throws IOException {
        return new Machine(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Math.round(
                        Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / (double) KIB_OF_GIB),
                System.getProperty("os.version").replaceFirst("-.*", ""),
                Runtime.version().toString(),
                peers);
    }

    private static String field(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
    }

    /** In a line. */
    public String text() {
        return "%s, %d cores, %d GiB, Linux %s, Java %s, %s, all on loopback"
                .formatted(processor, cores, memoryGib, kernel, java, peers);
    }
}
