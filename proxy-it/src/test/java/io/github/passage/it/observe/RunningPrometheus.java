package io.github.passage.it.observe;

import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A Prometheus that a test started.
 *
 * @param process the program
 * @param api where to ask it
 */
public record RunningPrometheus(ChildProcess process, Prometheus api) implements AutoCloseable {
    private static final int PORT = 9090;
    private static final Duration START = Duration.ofSeconds(30);

    /**
     * Starts it and waits until it answers.
     *
     * @param configuration its file; paths in it are looked for from there
     * @param data an empty directory
     */
    public static RunningPrometheus start(ItLogs logs, Path configuration, Path data) {
        String listen = new LoopbackAddresses().next().getHostAddress() + ":" + PORT;
        List<String> command = List.of(
                Tools.require(Tool.PROMETHEUS).toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + data,
                "--web.listen-address=" + listen);
        ChildProcess process = ChildProcess.start(command, "", logs.file("prometheus"));
        RunningPrometheus running = new RunningPrometheus(process, Prometheus.at("http://" + listen));
        try {
            Awaitility.await("prometheus").atMost(START).until(() -> !process.isAlive() || running.api.isReady());
        } catch (ConditionTimeoutException e) {
            throw running.failed(e);
        }
        if (!process.isAlive()) {
            throw running.failed(null);
        }
        return running;
    }

    private AssertionError failed(@Nullable Throwable cause) {
        close();
        return new AssertionError("prometheus: not ready (expected: ready); it printed:\n" + process.output(), cause);
    }

    @Override
    public void close() {
        api.close();
        process.close();
    }
}
