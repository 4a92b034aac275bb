package io.github.passage.it.load;

import io.github.passage.it.program.RunningHop;
import io.github.passage.it.program.Scrape;
import io.github.passage.it.program.TestServer;
import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Three replicas of Passage in front of one server, which hand data connections over to each other. */
final class Replicas implements AutoCloseable {
    static final int COUNT = 3;
    static final int CONTROL_PORT = 2121;
    static final PortRange PORTS = new PortRange(8192, 8215);

    private static final int ADMIN_PORT = 9621;

    private final WorkDirectory work = WorkDirectory.create("replicas");
    private final String network =
            new LoopbackAddresses().next().getHostAddress().replaceFirst("\\d+$", "");
    private final List<RunningHop> running = new ArrayList<>();

    private Replicas() {}

    /**
     * Starts them.
     *
     * @param more keys of the hop
     */
    static Replicas start(TestServer server, String more, ItLogs logs) throws IOException {
        Replicas replicas = new Replicas();
        try {
            for (int ordinal = 0; ordinal < COUNT; ordinal++) {
                Path config = replicas.config(ordinal, server, more);
                replicas.running.add(RunningHop.start(logs, "proxy", "--config", config.toString()));
            }
            return replicas;
        } catch (IOException | RuntimeException | Error failed) {
            replicas.close();
            throw failed;
        }
    }

    private Path config(int ordinal, TestServer server, String more) throws IOException {
        return Files.writeString(work.path().resolve("replica-" + ordinal + ".conf"), """
                passage {
                  event-loops = 2
                  admin.listen = "%1$s:%2$d"
                  hops.edge {
                    listen = "%1$s:%3$d"
                    target = "%4$s"
                    data-ports = %5$s
                    passive-address = %6$s
                    replicas {
                      slots = %7$d
                      ordinal = %8$d
                      peer = "%9$s20{ordinal}:9622"
                      listen = "%1$s:9622"
                      trusted = 127.0.0.0/8
                    }
                    %10$s
                  }
                }
                """.formatted(
                        host(ordinal),
                        ADMIN_PORT,
                        CONTROL_PORT,
                        server.target(),
                        PORTS,
                        balanced().getHostAddress(),
                        COUNT,
                        ordinal,
                        network,
                        more.replace("BALANCER", balanced().getHostAddress())));
    }

    private String host(int ordinal) {
        return network + "20" + ordinal;
    }

    /** The address of the load balancer in front of them. */
    InetAddress balanced() {
        return InetAddress.ofLiteral(network + "100");
    }

    /** Their addresses. */
    List<InetAddress> hosts() {
        return running.stream().map(each -> each.address().getAddress()).toList();
    }

    RunningHop get(int ordinal) {
        return running.get(ordinal);
    }

    /**
     * How many data connections one has handed over or taken.
     *
     * @param direction {@code out} or {@code in}
     * @param result as {@code ok}
     */
    double handedOver(int ordinal, String direction, String result) throws IOException {
        return metrics(ordinal)
                .sum(
                        "passage_handovers_total",
                        "direction=\"%s\"".formatted(direction),
                        "result=\"%s\"".formatted(result));
    }

    /** What one tells of itself. */
    Scrape metrics(int ordinal) throws IOException {
        return Scrape.of("http://%s:%d".formatted(host(ordinal), ADMIN_PORT));
    }

    @Override
    public void close() {
        try (work) {
            running.forEach(RunningHop::close);
        }
    }
}
