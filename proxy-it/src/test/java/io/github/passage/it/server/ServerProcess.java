package io.github.passage.it.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.passage.it.tool.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A server that runs as a child process. */
final class ServerProcess implements FtpServerRig {
    private static final Duration START = Duration.ofSeconds(15);
    private static final int GREETING_MILLIS = 2000;

    private final Description description;
    private final ChildProcess process;

    /** What is known of the server before it runs. */
    record Description(String name, InetSocketAddress address, PortRange dataPorts, Account account, Path root) {}

    private ServerProcess(Description description, ChildProcess process) {
        this.description = description;
        this.process = process;
    }

    /**
     * Starts the program and waits until it greets.
     *
     * @throws AssertionError if it ends or does not greet in time; it is gone then
     */
    static ServerProcess start(Description description, List<String> command, Path log) {
        ChildProcess process = ChildProcess.start(command, "", log);
        try {
            Awaitility.await(description.name())
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !process.isAlive() || greets(description.address()));
        } catch (ConditionTimeoutException e) {
            process.close();
            throw new AssertionError(failure(description, "no greeting", process), e);
        }
        if (!process.isAlive()) {
            process.close();
            throw new AssertionError(failure(description, "ended", process));
        }
        return new ServerProcess(description, process);
    }

    private static boolean greets(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, GREETING_MILLIS);
            socket.setSoTimeout(GREETING_MILLIS);
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            return line != null && line.startsWith("220");
        } catch (IOException e) {
            return false;
        }
    }

    private static String failure(Description description, String what, ChildProcess process) {
        return "%s at %s: %s (expected: 220); it printed:%n%s"
                .formatted(description.name(), description.address(), what, process.output());
    }

    @Override
    public String name() {
        return description.name();
    }

    @Override
    public InetSocketAddress address() {
        return description.address();
    }

    @Override
    public PortRange dataPorts() {
        return description.dataPorts();
    }

    @Override
    public Account account() {
        return description.account();
    }

    @Override
    public Path root() {
        return description.root();
    }

    @Override
    public void close() {
        process.close();
    }
}
