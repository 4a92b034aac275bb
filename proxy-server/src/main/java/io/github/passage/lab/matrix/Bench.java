package io.github.passage.lab.matrix;

import io.github.passage.hop.Admission;
import io.github.passage.lab.assembly.Lab;
import io.github.passage.lab.assembly.LabSettings;
import io.github.passage.lab.assembly.TimeScale;
import io.github.passage.lab.client.AddressView;
import io.github.passage.lab.client.ClientHost;
import io.github.passage.lab.fabric.Fabric;
import io.github.passage.lab.fabric.LoopbackNetwork;
import io.github.passage.lab.live.LabView.ServerView;
import io.github.passage.lab.live.LiveLab;
import io.github.passage.lab.predict.Route;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.trace.Atlas;
import io.github.passage.lab.trace.Chronicle;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.transport.Transport;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A topology that really stands, and is put from one setting into the next. Blocks; not thread-safe but for what clients need. */
final class Bench implements AutoCloseable {
    /** Unprivileged, as the lab's. */
    static final int CONTROL_PORT = 2121;

    private final Topology topology;
    private final Fabric fabric;
    private final Chronicle chronicle;
    private final Lab lab;
    private final LiveLab live;

    private Bench(Topology topology, Fabric fabric, Chronicle chronicle, Lab lab) {
        this.topology = topology;
        this.fabric = fabric;
        this.chronicle = chronicle;
        this.lab = lab;
        this.live = lab.live(chronicle);
    }

    /**
     * Starts it.
     *
     * @param block its first block of addresses of 127.0.0.0/8
     * @param transport shared by all benches, so that a wake-up of an event loop finds more to do
     * @param home what the servers show
     */
    static Bench start(Topology topology, int block, Transport transport, Path home) {
        Fabric fabric = new LoopbackNetwork(topology, CONTROL_PORT, block);
        LabSettings settings = new LabSettings(
                topology,
                new TimeScale(1),
                Optional.empty(),
                new PassiveAddressPolicy.Keep(),
                List.of(),
                OptionalInt.empty(),
                Admission.Refusal.DROP);
        Chronicle silent = new Chronicle(
                new Atlas(topology, fabric.plan()), Duration.ofSeconds(1), client -> Stream.empty(), line -> {});
        try {
            return new Bench(topology, fabric, silent, Lab.start(settings, fabric, event -> {}, transport, home));
        } catch (RuntimeException e) {
            silent.close();
            fabric.close();
            throw e;
        }
    }

    LiveLab live() {
        return live;
    }

    /** Puts it into a setting; sessions of the one before are over. */
    void set(Setting setting) {
        List<NetworkInterface> fronts = setting.fronts();
        for (NetworkInterface front : fronts) {
            live.setRewrite(front.name(), setting.rewriteText());
        }
        for (Server server : topology.servers()) {
            String wanted = setting.passiveIp().orElse(server.passiveIp()).setting();
            ServerView now = live.view().servers().stream()
                    .filter(view -> view.name().equals(server.name()))
                    .findFirst()
                    .orElseThrow();
            if (!now.passiveIpInUse().equals(wanted)) {
                live.setPassiveIp(server.name(), wanted);
                live.stopServer(server.name());
                live.startServer(server.name());
            }
        }
    }

    ClientHost host(Route route) {
        return lab.host(route.client().name());
    }

    InetSocketAddress hop(Route route) {
        NetworkInterface entry = route.entry();
        return new InetSocketAddress(fabric.plan().real(entry.network(), entry.address()), CONTROL_PORT);
    }

    AddressView view(Route route) {
        return new SimulatedView(topology, fabric.plan(), route.client());
    }

    @Override
    public void close() {
        lab.close();
        chronicle.close();
        fabric.close();
    }
}
