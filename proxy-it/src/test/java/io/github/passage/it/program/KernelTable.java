package io.github.passage.it.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** This machine's IPv4 sockets, as {@code /proc/net/tcp} shows them to everybody. */
final class KernelTable {
    private static final String SYN_SENT = "02";
    private static final String LISTEN = "0A";

    private KernelTable() {}

    /** The addresses of {@code host:port} form that programs are dialling without an answer. */
    static List<String> dialled() {
        return addresses(SYN_SENT, 2);
    }

    /** The addresses of {@code host:port} form that programs listen on. */
    static List<String> listening() {
        return addresses(LISTEN, 1);
    }

    private static List<String> addresses(String state, int column) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/net/tcp"))) {
            return lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields[3].equals(state))
                    .map(fields -> readable(fields[column]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From hexadecimal digits, the address in the machine's byte order. */
    private static String readable(String hex) {
        int address = Integer.reverseBytes(Integer.parseUnsignedInt(hex.substring(0, 8), 16));
        int port = Integer.parseInt(hex.substring(9), 16);
        return "%d.%d.%d.%d:%d"
                .formatted(address >>> 24, address >>> 16 & 0xff, address >>> 8 & 0xff, address & 0xff, port);
    }
}
