package io.github.passage.it.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a lab on network namespaces could leave behind on a machine. */
final class Remains {
    static final Path PID_FILE = Path.of("/run/passage-lab.pid");

    private Remains() {}

    /** All of it as it is now, by kind. */
    static Map<String, List<String>> now() {
        String ip = Tools.require(Tool.IP).toString();
        Map<String, List<String>> all = new TreeMap<>();
        all.put("namespaces", namespaces());
        all.put("virtual links", linesOf(ip, "-o", "link", "show", "type", "veth"));
        all.put("policy rules", linesOf(ip, "rule", "list"));
        all.put("routes", linesOf(ip, "route", "show", "table", "all"));
        all.put("tables of nft", linesOf(Tools.require(Tool.NFT).toString(), "list", "tables"));
        all.put("files for namespaces", entries(Path.of("/etc/netns")));
        all.put("pid file", Files.exists(PID_FILE) ? List.of(PID_FILE.toString()) : List.of());
        return all;
    }

    static List<String> namespaces() {
        return linesOf(Tools.require(Tool.IP).toString(), "netns", "list");
    }

    private static List<String> entries(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(Path::toString).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> linesOf(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
