package io.github.passage.it.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Network namespaces as hosts of a test, with cables between them. They go when this is closed, and with this JVM at the latest; what a
 * run that was killed has left goes when the next one begins.
 */
public final class Namespaces implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<String> names;
    private final ItLogs logs;
    private final Commands commands;
    private final String ip;
    private final Thread atExit = new Thread(this::remove, "end of namespaces");

    /**
     * One end of a cable.
     *
     * @param namespace the host
     * @param device its name there
     * @param address with the length of its network's prefix, as {@code 192.0.2.1/24}
     */
    public record End(String namespace, String device, String address) {}

    private Namespaces(List<String> names, ItLogs logs) {
        this.names = names;
        this.logs = logs;
        this.commands = new Commands(logs);
        this.ip = Tools.require(Tool.IP).toString();
    }

    /**
     * None yet.
     *
     * @param names of all that there will be; nobody else's
     * @throws org.opentest4j.TestAbortedException if this machine can have none
     * @throws AssertionError if it can have none and {@code PASSAGE_REQUIRE_TOOLS=1}
     */
    public static Namespaces named(List<String> names, ItLogs logs) {
        Tools.requireNamespaces();
        Namespaces namespaces = new Namespaces(List.copyOf(names), logs);
        namespaces.remove();
        Runtime.getRuntime().addShutdownHook(namespaces.atExit);
        return namespaces;
    }

    /** Makes a host that nothing leads to. */
    public void add(String name) {
        try (ChildProcess adding = ChildProcess.start(List.of(ip, "netns", "add", name), "", logs.file("ip"))) {
            if (adding.waitFor(LIMIT) != 0) {
                throw Tools.unmet("ip netns add: %s (expected: root that may make network namespaces)"
                        .formatted(adding.output().strip()));
            }
        }
        loopback(name);
    }

    /** Gives the namespace that a process is in a name. */
    public void attach(String name, long process) {
        ip("netns", "attach", name, Long.toString(process));
        loopback(name);
    }

    private void loopback(String name) {
        ip("-n", name, "link", "set", "lo", "up");
    }

    /** Lays a cable. */
    public void cable(End one, End other) {
        ip(
                "-n",
                one.namespace(),
                "link",
                "add",
                one.device(),
                "type",
                "veth",
                "peer",
                "name",
                other.device(),
                "netns",
                other.namespace());
        for (End end : List.of(one, other)) {
            address(end);
            ip("-n", end.namespace(), "link", "set", end.device(), "up");
        }
    }

    /** Gives a device an address. */
    public void address(End end) {
        ip("-n", end.namespace(), "addr", "add", end.address(), "dev", end.device());
    }

    /** Sends what is for nobody of a host's own networks to this address. */
    public void gateway(String name, String address) {
        ip("-n", name, "route", "add", "default", "via", address);
    }

    /** Runs a command on a host, where it must succeed. */
    public void run(String name, String... command) {
        commands.run(on(name, List.of(command)));
    }

    /** The command that runs another on a host. */
    public static List<String> on(String name, List<String> command) {
        return Stream.concat(Stream.of(Tools.require(Tool.IP).toString(), "netns", "exec", name), command.stream())
                .toList();
    }

    private void ip(String... arguments) {
        commands.run(Stream.concat(Stream.of(ip), Stream.of(arguments)).toList());
    }

    /** Those of them that are there. */
    public List<String> left() {
        List<String> found = new ArrayList<>(commands.run(ip, "netns", "list").stream()
                .map(line -> line.split(" ", 2)[0])
                .toList());
        found.retainAll(names);
        return found;
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** Not by ChildProcess, which starts nothing more while this JVM ends. */
    private void remove() {
        try {
            for (String name : names) {
                Process removal = new ProcessBuilder(ip, "netns", "delete", name)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (!removal.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    removal.destroyForcibly();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
