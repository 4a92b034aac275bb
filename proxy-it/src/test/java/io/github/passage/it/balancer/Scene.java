package io.github.passage.it.balancer;

import io.github.passage.it.program.RunningHop;
import io.github.passage.it.server.FtpServerRig;
import io.github.passage.it.server.FtpServers;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.server.ServerSite;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A server with a file, places for three load balancer nodes, and Passage, which trusts these. */
final class Scene implements AutoCloseable {
    /** A file in the server's writable directory. */
    static final String FILE = "seen.bin";

    /** What is in it. */
    static final String CONTENT = "0123456789abcdef".repeat(20_000);

    /** Those of Passage and of the nodes. */
    static final PortRange DATA_PORTS = new PortRange(9300, 9308);

    /** Below those that the system gives to connections of the nodes, which listen on this one as well. */
    private static final int CONTROL_PORT = 2121;

    private static final PortRange SERVER_PORTS = new PortRange(21300, 21399);

    private final Stage stage;
    private final WorkDirectory work = WorkDirectory.create("balancer");
    private final ItLogs logs;
    private final FtpServerRig server;

    /** Starts the server. */
    Scene(Stage stage, FtpServers kind, ItLogs logs) throws IOException {
        this.stage = stage;
        this.logs = logs;
        ServerSite site = new ServerSite(stage.server().address(), SERVER_PORTS, work.path(), logs);
        this.server = stage.server().call(() -> kind.start(site));
        Files.writeString(server.writable().resolve(FILE), CONTENT);
    }

    /** Starts Passage. */
    RunningHop start(String protocol, String passiveAddress) throws IOException {
        Path file = Files.writeString(Files.createTempFile(work.path(), "passage", ".conf"), """
                passage.hops.edge {
                  listen = "%s:%d"
                  target = "%s:%d"
                  data-ports = "%s-%s"
                  proxy-protocol { accept = required, trusted = [ %s ], %s }
                  passive-address %s
                }
                """.formatted(
                        stage.passage().address().getHostAddress(),
                        CONTROL_PORT,
                        server.address().getAddress().getHostAddress(),
                        server.address().getPort(),
                        DATA_PORTS.first(),
                        DATA_PORTS.last(),
                        stage.nodes().stream()
                                .map(node -> node.address().getHostAddress())
                                .collect(Collectors.joining(", ")),
                        protocol,
                        passiveAddress));
        return RunningHop.startBy(stage.passage()::command, logs, "proxy", "--config", file.toString());
    }

    /** Where clients are. */
    Place clients() {
        return stage.clients();
    }

    List<Place> nodes() {
        return stage.nodes();
    }

    Path work() {
        return work.path();
    }

    ItLogs logs() {
        return logs;
    }

    FtpServerRig server() {
        return server;
    }

    @Override
    public void close() {
        try (work) {
            server.close();
        }
    }
}
