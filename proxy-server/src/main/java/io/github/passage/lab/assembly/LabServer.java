package io.github.passage.lab.assembly;

import io.github.passage.address.HostPort;
import io.github.passage.hop.Forward;
import io.github.passage.hop.FtpHop;
import io.github.passage.hop.Outward;
import io.github.passage.hop.Outward.HeaderOut;
import io.github.passage.hop.RelayHop;
import io.github.passage.lab.live.LabRefusal;
import io.github.passage.lab.live.LabView.ServerView;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.transfer.Conduct;
import io.github.passage.lab.transfer.DataPortListener;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.lab.transfer.TransferServer;
import io.github.passage.lab.transfer.TransferServerSettings;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.relay.RelayIdle;
import io.github.passage.target.Target;
import io.github.passage.target.TargetChoice;
import io.github.passage.transport.SocketPlace;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server of the lab behind its endpoints, or the endpoints of an external one. Blocks; not to be used on event loops. */
final class LabServer implements AutoCloseable {
    private final Server model;
    private final HopWiring wiring;
    private final Map<NetworkInterface, EndpointGate> gates = new LinkedHashMap<>();
    private final Map<String, HopSlot> slots = new LinkedHashMap<>();
    private final @Nullable TransferServer server;
    private final ServerLife life;

    LabServer(Server model, PassiveIp passiveIp, Path home, HopWiring wiring) {
        this.model = model;
        this.wiring = wiring;
        for (NetworkInterface endpoint : model.endpoints()) {
            EndpointGate gate = new EndpointGate(wiring.fabric().controlPort(), port -> forward(endpoint, port));
            gates.put(endpoint, gate);
            slots.put(endpoint.name(), new HopSlot(endpoint, modes(endpoint, gate)));
        }
        this.server = model.kind() == Server.Kind.EXTERNAL ? null : transferServer(passiveIp, home);
        this.life = new ServerLife(
                wiring.settings().scale().of(model.rules().starting()),
                wiring.settings().scale().of(model.rules().stopping()),
                wiring.context().transport().nextLoop(),
                this::online,
                this::offline);
    }

    private TransferServer transferServer(PassiveIp passiveIp, Path home) {
        List<InetSocketAddress> hidden = model.endpoints().stream()
                .map(endpoint -> new InetSocketAddress(
                        wiring.fabric().hidden(endpoint), wiring.fabric().controlPort()))
                .toList();
        List<Inet4Address> announced =
                model.endpoints().stream().map(wiring::real).toList();
        Conduct conduct = new Conduct(
                model.rules().auto(),
                model.rules().dataPorts(),
                model.rules().affinity(),
                model.rules().connectionsPerSource(),
                model.rules().takesClosed(),
                hidden);
        TransferServerSettings settings = TransferServerSettings.of(hidden.getFirst(), announced.getFirst(), home)
                .withEndpoints(announced)
                .withConduct(conduct)
                .withPassiveIp(passiveIp)
                .withIdleTimeout(wiring.settings().scale().of(model.rules().idle()))
                .withDataPeerCheck(model.rules().dataPeerCheck());
        return new TransferServer(settings, new DataPortListener() {
            @Override
            public void opened(int port) {
                gates.values().forEach(gate -> gate.opened(port));
            }

            @Override
            public void closed(int port) {
                gates.values().forEach(gate -> gate.closed(port));
            }
        });
    }

    private Forward forward(NetworkInterface endpoint, int port) {
        Optional<HostPort> external = model.external();
        if (external.isPresent()) {
            int there = port == wiring.fabric().controlPort() ? external.get().port() : port;
            return new Forward(
                    port,
                    TargetChoice.always(new Target(new HostPort(external.get().host(), there))),
                    Outward.from(null, HopWiring.CONNECT_TIMEOUT));
        }
        SocketPlace place = wiring.fabric().placeOfServer(model.name());
        Outward outward = new Outward(null, true, HopWiring.CONNECT_TIMEOUT, place, HeaderOut.OFF, Optional.empty());
        if (port == wiring.fabric().controlPort()) {
            return new Forward(port, HopWiring.always(wiring.fabric().hidden(endpoint), port), outward);
        }
        Inet4Address announced = wiring.real(endpoint);
        TargetChoice waiting = flow -> Optional.ofNullable(server)
                .flatMap(now -> now.route(flow.source().getAddress(), announced, port))
                .map(to -> new Target(new HostPort(to.getAddress().getHostAddress(), to.getPort())));
        return new Forward(port, waiting, outward);
    }

    private HopSlot.Modes modes(NetworkInterface endpoint, EndpointGate gate) {
        return new HopSlot.Modes() {
            @Override
            public RelayHop relay() {
                return gate.stand(wiring.relay(endpoint, List.of(), RelayIdle.NEVER, List.of()));
            }

            @Override
            public FtpHop ftp(PassiveAddressPolicy policy) {
                if (model.external().isPresent()) {
                    HostPort there = model.external().get();
                    TargetChoice only = TargetChoice.always(new Target(there));
                    return wiring.ftp(endpoint, there, only, null, SocketPlace.HERE, policy);
                }
                HostPort behind = wiring.control(wiring.fabric().gate(endpoint));
                return wiring.ftp(
                        endpoint,
                        behind,
                        TargetChoice.always(new Target(behind)),
                        wiring.real(endpoint),
                        wiring.fabric().placeOfServer(model.name()),
                        policy);
            }

            @Override
            public Optional<RelayHop> behindFtp() {
                return model.external().isPresent()
                        ? Optional.empty()
                        : Optional.of(gate.stand(wiring.hiddenRelay(
                                endpoint, model.name(), wiring.fabric().gate(endpoint), List.of())));
            }
        };
    }

    /** The slots of its endpoints by name. */
    Map<String, HopSlot> slots() {
        return slots;
    }

    /** Starts as {@link ServerLife} says. */
    void start() {
        life.start();
    }

    void stop() {
        life.stop();
    }

    private void online() {
        if (server != null) {
            wiring.fabric().startInPlaceOfServer(model.name(), server::start);
        } else {
            for (int port = TransferServerSettings.DATA_PORTS.first();
                    port <= TransferServerSettings.DATA_PORTS.last();
                    port++) {
                int open = port;
                gates.values().forEach(gate -> gate.opened(open));
            }
        }
        gates.values().forEach(EndpointGate::online);
    }

    private void offline() {
        gates.values().forEach(EndpointGate::offline);
        if (server != null) {
            server.stop();
        }
    }

    void passiveIp(PassiveIp next) {
        if (server == null) {
            throw new LabRefusal(
                    LabRefusal.Kind.CONFLICT,
                    "server " + model.name()
                            + ": external (expected: a server of the lab; this one's passive address is"
                            + " set in its own configuration)");
        }
        server.passiveIp(next);
    }

    ServerView view() {
        return new ServerView(
                model.name(),
                life.state().name(),
                server == null ? "its own" : shown(server.passiveIp()),
                server == null ? "its own" : shown(server.passiveIpInUse()));
    }

    private String shown(PassiveIp passiveIp) {
        return passiveIp instanceof PassiveIp.Fixed(var address)
                ? new PassiveIp.Fixed(wiring.fabric().plan().simulated(address).orElse(address)).setting()
                : passiveIp.setting();
    }

    @Override
    public void close() {
        slots.values().forEach(HopSlot::close);
        if (server != null) {
            server.close();
        }
    }
}
