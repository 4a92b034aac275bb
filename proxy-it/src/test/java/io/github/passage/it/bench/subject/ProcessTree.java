package io.github.passage.it.bench.subject;

import io.github.passage.it.bench.kernel.ProcessorClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process and all that came of it. */
public final class ProcessTree {
    private static final long TICK_NANOS = 10_000_000;
    /** Of cutime and cstime in /proc/PID/stat after the name in brackets. */
    private static final int WAITED_USER = 13;

    private static final int WAITED_SYSTEM = 14;

    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** Processor time so far, in nanoseconds; of children that have ended and were waited for, to 10 ms. */
    public long processorNanos() {
        return processes()
                .mapToLong(process -> ProcessorClock.nanos(process.pid()) + waitedFor(process.pid()))
                .sum();
    }

    /** Resident memory now, in bytes: of the root all, of the others what they share with nobody, so that nothing counts twice. */
    public long residentBytes() {
        long others = root.descendants()
                .mapToLong(process -> kib(process.pid(), "smaps_rollup", "Private_"))
                .sum();
        return (kib(root.pid(), "status", "VmRSS:") + others) * 1024;
    }

    /** All there are now, the root last. */
    List<ProcessHandle> members() {
        return Stream.concat(root.descendants(), Stream.of(root)).toList();
    }

    private Stream<ProcessHandle> processes() {
        return members().stream();
    }

    private static long waitedFor(long pid) {
        String stat = read(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length <= WAITED_SYSTEM
                ? 0
                : (Long.parseLong(fields[WAITED_USER]) + Long.parseLong(fields[WAITED_SYSTEM])) * TICK_NANOS;
    }

    private static long kib(long pid, String file, String field) {
        return read(Path.of("/proc/" + pid + "/" + file))
                .lines()
                .filter(line -> line.startsWith(field) && !line.startsWith("Private_Hugetlb"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }
}
