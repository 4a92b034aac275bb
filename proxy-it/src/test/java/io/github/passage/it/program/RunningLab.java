package io.github.passage.it.program;

import io.github.passage.it.server.Account;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

/**
 * A running {@code passage lab}, ready for clients.
 *
 * @param program the process
 * @param address where the lab says that clients connect
 * @param ready how long it took to start
 * @param temporary its directory for temporary files
 * @param logs where the output of its clients goes
 */
record RunningLab(
        PassageProcess program, InetSocketAddress address, Duration ready, WorkDirectory temporary, ItLogs logs)
        implements AutoCloseable {
    static final Account ACCOUNT = new Account("demo", "demo-passage");

    static RunningLab start(ItLogs logs, String... flags) {
        return start(logs, "C.UTF-8", flags);
    }

    /** Starts a lab in a locale. */
    static RunningLab start(ItLogs logs, String locale, String[] flags) {
        WorkDirectory temporary = WorkDirectory.create("lab");
        List<String> command = Stream.concat(
                        Stream.of(
                                Tools.require(Tool.ENV).toString(),
                                "LC_ALL=" + locale,
                                PassageProcess.program().toString(),
                                "lab"),
                        Stream.of(flags))
                .toList();
        PassageProcess program = PassageProcess.start(logs, List.of("-Djava.io.tmpdir=" + temporary.path()), command);
        try {
            program.awaitOutput("Try, in another terminal:");
            Duration ready = program.age();
            MatchResult entry = program.awaitOutput("([0-9.]+)\\]? port (\\d+) .*<- connect here");
            InetAddress host = InetAddress.ofLiteral(entry.group(1));
            InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(entry.group(2)));
            return new RunningLab(program, address, ready, temporary, logs);
        } catch (AssertionError e) {
            try (temporary) {
                program.close();
            }
            throw e;
        }
    }

    /** The directory of the sample files; absent if the lab has deleted it. */
    Stream<Path> homes() {
        try (Stream<Path> paths = Files.list(temporary.path())) {
            return paths.filter(path -> path.getFileName().toString().startsWith("passage-home-")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sample file as it is on the server's disk. */
    Path sample(String name) {
        return homes().findFirst().orElseThrow().resolve(name);
    }

    /** Where {@code passage ctl} finds it. */
    String api() {
        return program.awaitOutput("Change it while it runs \\((\\S+)\\):").group(1);
    }

    /** Client programs that are pointed at the lab. */
    RealClient client() {
        return new RealClient(address, ACCOUNT, logs);
    }

    @Override
    public void close() {
        try (temporary) {
            program.close();
        }
    }
}
