package io.github.passage.it.balancer;

import static org.awaitility.Awaitility.await;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * HAProxy as one node of a load balancer, which forwards the control port and the data ports.
 *
 * @param address where clients reach its control port
 * @param process the program
 */
record Haproxy(InetSocketAddress address, ChildProcess process) implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    /**
     * Starts it and waits for the greeting of what it forwards to.
     *
     * @param node where it runs
     * @param target where it forwards to, to the same ports
     * @param server the options of the server line
     */
    static Haproxy start(Scene scene, Place node, InetSocketAddress target, String server) throws IOException {
        Path program = Tools.require(Tool.HAPROXY);
        InetSocketAddress address = new InetSocketAddress(node.address(), target.getPort());
        Path file = Files.writeString(Files.createTempFile(scene.work(), "haproxy", ".cfg"), """
                global
                    maxconn 100
                defaults
                    mode tcp
                    timeout connect 10s
                    timeout client 1h
                    timeout server 1h
                listen control
                    bind %1$s:%2$d
                    server passage %3$s:%2$d %4$s
                listen data
                    bind %1$s:%5$d-%6$d
                    server passage %3$s %4$s
                """.formatted(
                        node.address().getHostAddress(),
                        target.getPort(),
                        target.getAddress().getHostAddress(),
                        server,
                        Scene.DATA_PORTS.first(),
                        Scene.DATA_PORTS.last()));
        Haproxy started = new Haproxy(
                address,
                ChildProcess.start(
                        node.command(List.of(program.toString(), "-db", "-f", file.toString())),
                        "",
                        scene.logs().file("haproxy")));
        try {
            await().atMost(START)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> started.greets(scene.clients()));
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private boolean greets(Place clients) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(process.output());
        }
        return clients.call(() -> {
            FtpDialog.open(address).close();
            return true;
        });
    }

    @Override
    public void close() {
        process.close();
    }
}
