package io.github.passage.it.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lives in the heap of a running program after a full collection, as the virtual machine counts it.
 *
 * @param bytes of each class
 */
record LiveObjects(Map<String, Long> bytes) {
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");

    /** What the collector puts into gaps. */
    private static final String FILLER = "FillerElement";

    LiveObjects {
        bytes = Map.copyOf(bytes);
    }

    static LiveObjects of(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        Map<String, Long> bytes = new HashMap<>();
        output.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> !line.group(2).contains(FILLER))
                .forEach(line -> bytes.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum));
        if (process.waitFor() != 0 || bytes.isEmpty()) {
            throw new AssertionError(jcmd + ": no histogram:\n" + output);
        }
        return new LiveObjects(bytes);
    }

    /** The bytes of all classes with such names. */
    long of(Predicate<String> names) {
        return bytes.entrySet().stream()
                .filter(entry -> names.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
