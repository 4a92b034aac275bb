package io.github.passage.it.realclients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The data connections that a process and its descendants dial without an answer, as proc_pid_net(5) shows them: sockets in state
 * SYN_SENT whose SYN had to be sent again, so that nothing came for a second.
 */
final class Unanswered {
    private static final String SYN_SENT = "02";
    private static final int CONTROL_PORT = 21;

    private final ProcessHandle process;

    Unanswered(ProcessHandle process) {
        this.process = process;
    }

    /** The addresses that are dialled right now; none of a process that has ended. */
    Set<String> addresses() {
        List<Dial> dials = Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(Path.of("/proc/" + process.pid() + "/net/" + table)))
                .flatMap(line -> Dial.unanswered(line).stream())
                .toList();
        if (dials.isEmpty()) {
            return Set.of();
        }
        // Other programs on the same host dial, too
        Set<String> own = Stream.concat(Stream.of(process), process.descendants())
                .flatMap(each -> sockets(each.pid()))
                .collect(Collectors.toSet());
        return dials.stream()
                .filter(dial -> own.contains(dial.inode()))
                .map(Dial::address)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private record Dial(String address, String inode) {
        static Optional<Dial> unanswered(String line) {
            String[] fields = line.strip().split("\\s+", -1);
            if (!fields[3].equals(SYN_SENT) || Integer.parseInt(fields[6], 16) == 0) {
                return Optional.empty();
            }
            String[] remote = fields[2].split(":", -1);
            int port = Integer.parseInt(remote[1], 16);
            return port == CONTROL_PORT ? Optional.empty() : Optional.of(new Dial(readable(remote[0]), fields[9]));
        }

        /** From hexadecimal digits in the machine's byte order; of an IPv6 address the IPv4 address that is mapped in it. */
        private static String readable(String hex) {
            int address = Integer.reverseBytes(Integer.parseUnsignedInt(hex.substring(hex.length() - 8), 16));
            return "%d.%d.%d.%d".formatted(address >>> 24, address >>> 16 & 0xff, address >>> 8 & 0xff, address & 0xff);
        }
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException ended) {
            return Stream.empty();
        }
    }

    private static Stream<String> sockets(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.flatMap(file -> socket(file).stream()).toList().stream();
        } catch (IOException | UncheckedIOException ended) {
            return Stream.empty();
        }
    }

    private static Optional<String> socket(Path file) {
        try {
            String target = Files.readSymbolicLink(file).toString();
            return target.startsWith("socket:[")
                    ? Optional.of(target.substring("socket:[".length(), target.length() - 1))
                    : Optional.empty();
        } catch (IOException closed) {
            return Optional.empty();
        }
    }
}
