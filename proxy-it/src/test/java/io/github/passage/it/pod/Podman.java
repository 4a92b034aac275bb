package io.github.passage.it.pod;

import io.github.passage.it.tool.Commands;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** podman with images, containers and settings of its own, which go with it; nothing that the machine has of podman is touched. */
final class Podman implements AutoCloseable {
    private final WorkDirectory work;
    private final Commands commands;
    private final List<String> podman;
    private final Path lastLog;
    private final Thread atExit = new Thread(this::removeContainers, "end of containers");

    private Podman(WorkDirectory work, List<String> sysctls, ItLogs logs) throws IOException {
        this.work = work;
        this.commands = new Commands(logs);
        this.lastLog = logs.file("podman-end");
        Path settings =
                Files.writeString(work.path().resolve("containers.conf"), """
            [containers]
            default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
            default_sysctls = [%s]
            [engine]
            runtime = "runc"
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            lock_type = "file"
            """.formatted(String.join(", ", sysctls)));
        // vfs needs no mounts, so that deleting the directory deletes all
        this.podman = List.of(
                Tools.require(Tool.ENV).toString(),
                "CONTAINERS_CONF=" + settings,
                Tools.require(Tool.PODMAN).toString(),
                "--root=" + work.path().resolve("storage"),
                "--runroot=" + work.path().resolve("run"),
                "--tmpdir=" + work.path().resolve("tmp"),
                "--storage-driver=vfs");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Needs root, and podman with what it calls.
     *
     * @param sysctls what pods ask for, as {@code "name=value"} with the quotes: podman 4.3 reads no sysctls of a pod, but has some for all
     */
    static Podman create(List<String> sysctls, ItLogs logs) {
        Tools.requireNamespaces();
        Stream.of(Tool.PODMAN, Tool.RUNC, Tool.CATATONIT).forEach(Tools::require);
        try {
            // A socket's path has at most 108 bytes, so this is not below target
            return new Podman(WorkDirectory.create("passage-pod"), sysctls, logs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a command of podman.
     *
     * @return the lines that it printed
     * @throws AssertionError if it fails
     */
    List<String> run(String... arguments) {
        return commands.run(command(arguments));
    }

    /** The command line of a command of podman. */
    List<String> command(String... arguments) {
        return Stream.concat(podman.stream(), Stream.of(arguments)).toList();
    }

    /** Starts what a file with objects of Kubernetes describes, in a network of its own without a way out. */
    void play(Path file) {
        run("kube", "play", "--network=none", file.toString());
    }

    /** A container's process, as this machine numbers it. */
    long processOf(String container) {
        return Long.parseLong(
                run("inspect", "--format={{.State.Pid}}", container).getLast());
    }

    /** What a container has printed. */
    List<String> logOf(String container) {
        return run("logs", container);
    }

    @Override
    public void close() {
        removeContainers();
        Runtime.getRuntime().removeShutdownHook(atExit);
        work.close();
    }

    private void removeContainers() {
        remove(command("pod", "rm", "--all", "--force", "--time=1"));
        remove(command("rm", "--all", "--force", "--time=1"));
    }

    private void remove(List<String> command) {
        // Not by ChildProcess, which starts nothing more while this JVM ends
        try {
            Process removal = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(lastLog.toFile()))
                    .start();
            if (!removal.waitFor(1, TimeUnit.MINUTES)) {
                removal.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
