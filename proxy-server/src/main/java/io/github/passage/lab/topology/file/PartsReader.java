package io.github.passage.lab.topology.file;

import io.github.passage.address.HostPort;
import io.github.passage.config.Section;
import io.github.passage.lab.topology.LoadBalancer;
import io.github.passage.lab.topology.LoadBalancer.AfterIdle;
import io.github.passage.lab.topology.LoadBalancer.PrivateSide;
import io.github.passage.lab.topology.Network;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Router;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.VpcEndpoint;
import io.github.passage.lab.transfer.PassiveIp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Reads the parts that listen: VPC endpoints, load balancers, routers and servers. */
final class PartsReader {
    private final Scope scope;
    private final Section defaults;
    private final Section top;
    private final Map<String, Section> sections = new LinkedHashMap<>();

    PartsReader(Scope scope, Section defaults, Section top) {
        this.scope = scope;
        this.defaults = defaults;
        this.top = top;
    }

    List<VpcEndpoint> endpoints() {
        return each("vpc-endpoints", (name, section) -> {
            String id = section.required("id", Kinds.TEXT).orElse("");
            String service = section.required("service", Kinds.NAME).orElse("");
            List<NetworkInterface> interfaces = interfaces(section, "interfaces", name);
            section.rejectOthers();
            return new VpcEndpoint(name, id, service, interfaces);
        });
    }

    List<LoadBalancer> balancers() {
        return each("load-balancers", (name, own) -> {
            Section usual = defaults.child("load-balancer").orElseThrow();
            Section groups = usual.child("target-group").orElseThrow();
            Section section = own.over(usual);
            Map<String, PrivateSide> privateSides = new HashMap<>();
            List<NetworkInterface> nodes = new ArrayList<>();
            section.child("nodes").ifPresent(all -> {
                for (String key : all.keys()) {
                    all.child(key).ifPresent(node -> {
                        String full = name + "." + key;
                        NetworkInterface listening = scope.networkInterface(node, full);
                        if (!node.has("private")) {
                            nodes.add(listening);
                        } else {
                            node.child("private").ifPresent(inside -> {
                                Scope.Place place = scope.place(inside, full);
                                inside.rejectOthers();
                                privateSides.put(full, new PrivateSide(place.network(), place.address()));
                                // Public addresses have no zone; the node has the one that it stands in.
                                nodes.add(new NetworkInterface(
                                        full, listening.network(), place.zone(), listening.address(), List.of()));
                            });
                        }
                        node.rejectOthers();
                    });
                }
                if (all.keys().isEmpty()) {
                    section.problem("nodes", "none (expected: at least one)");
                }
            });
            LoadBalancer balancer = new LoadBalancer(
                    name,
                    section.required("kind", Kinds.oneOf(LoadBalancer.Kind.values()))
                            .orElse(LoadBalancer.Kind.NLB),
                    nodes,
                    privateSides,
                    section.atLeastOne("targets", Kinds.NAME),
                    section.required("cross-zone", Kinds.SWITCH).orElse(false),
                    section.required("idle-timeout", Kinds.IDLE).orElse(Duration.ofSeconds(350)),
                    section.required("after-idle", Kinds.oneOf(AfterIdle.values()))
                            .orElse(AfterIdle.RESET),
                    TargetGroupReader.of(section, groups, "control"),
                    TargetGroupReader.of(section, groups, "data"));
            section.rejectOthers();
            return balancer;
        });
    }

    List<Router> routers() {
        return each("routers", (name, section) -> {
            List<String> networks = scope.networks().stream().map(Network::name).toList();
            Optional<String> inside = Scope.named(section, "inside", networks);
            Optional<String> outside = Scope.named(section, "outside", networks);
            Optional<String> forwardsTo = section.optional("forwards-to", Kinds.NAME);
            Scope.Place place = new Scope.Place(
                    outside.orElse(""),
                    "",
                    section.required("address", Kinds.ADDRESS).orElse(Scope.ANY));
            if (section.has("address") && !place.address().equals(Scope.ANY)) {
                networkOf(place).ifPresent(network -> Scope.within(section, network.cidr(), place.address()));
                scope.claim(section, place.network(), place.address(), name);
            }
            if (inside.isPresent() && inside.equals(outside)) {
                section.mismatch("outside", "another network than inside");
            }
            Optional<NetworkInterface> forwarding = forwardsTo.map(to -> {
                scope.sections().put(name, section);
                return new NetworkInterface(name, place.network(), "", place.address(), List.of());
            });
            section.rejectOthers();
            return new Router(name, inside.orElse(""), place.network(), place.address(), forwarding, forwardsTo);
        });
    }

    List<Server> servers() {
        List<Server> servers = each("servers", (name, own) -> {
            Section section = own.over(defaults.child("server").orElseThrow());
            Server.Kind kind =
                    section.required("kind", Kinds.oneOf(Server.Kind.values())).orElse(Server.Kind.TRANSFER);
            Optional<HostPort> at = section.optional("at", Kinds.SERVER_ADDRESS);
            if (kind != Server.Kind.EXTERNAL && at.isPresent()) {
                section.mismatch("at", "none, since kind is not external");
            }
            if (kind == Server.Kind.EXTERNAL && !section.has("at")) {
                section.problem(
                        "at", "missing (expected: where the external server is, for example \"127.0.0.1:2100\")");
            }
            Server server = new Server(
                    name,
                    kind,
                    interfaces(section, "endpoints", name),
                    section.required("passive-ip", Kinds.PASSIVE_IP).orElse(new PassiveIp.Auto()),
                    ServerRulesReader.of(section),
                    at);
            section.rejectOthers();
            return server;
        });
        if (servers.isEmpty() && isEmptyOrAbsent("servers")) {
            top.problem("servers", "none (expected: at least one, for example transfer { endpoints { ... } })");
        }
        return servers;
    }

    private boolean isEmptyOrAbsent(String key) {
        return !top.has(key)
                || top.child(key).filter(all -> all.keys().isEmpty()).isPresent();
    }

    private Optional<Network> networkOf(Scope.Place place) {
        return scope.networks().stream()
                .filter(network -> network.name().equals(place.network()))
                .findFirst();
    }

    private List<NetworkInterface> interfaces(Section section, String key, String owner) {
        List<NetworkInterface> interfaces = new ArrayList<>();
        section.child(key).ifPresent(all -> {
            for (String name : all.keys()) {
                Scope.checkName(all, name);
                all.child(name).ifPresent(part -> {
                    interfaces.add(scope.networkInterface(part, owner + "." + name));
                    part.rejectOthers();
                });
            }
            if (all.keys().isEmpty()) {
                section.problem(key, "none (expected: at least one)");
            }
        });
        return interfaces;
    }

    private <T> List<T> each(String key, BiFunction<String, Section, T> reader) {
        List<T> read = new ArrayList<>();
        if (top.has(key)) {
            top.child(key).ifPresent(all -> {
                for (String name : all.keys()) {
                    Scope.checkName(all, name);
                    all.child(name).ifPresent(section -> {
                        sections.put(name, section);
                        read.add(reader.apply(name, section));
                    });
                }
            });
        }
        return read;
    }

    /** Notes names that lead nowhere, and leads that come back to where they began. */
    void checkNames(Topology topology) {
        List<String> balancers =
                topology.loadBalancers().stream().map(LoadBalancer::name).toList();
        List<String> targets = topology.servers().stream()
                .flatMap(server -> Stream.concat(
                        Stream.of(server.name()), server.endpoints().stream().map(NetworkInterface::name)))
                .toList();
        topology.vpcEndpoints().stream()
                .filter(endpoint -> !endpoint.service().isEmpty() && !balancers.contains(endpoint.service()))
                .forEach(endpoint ->
                        section(endpoint.name()).mismatch("service", "a load balancer: " + Scope.expected(balancers)));
        if (targets.isEmpty()) {
            return;
        }
        for (LoadBalancer balancer : topology.loadBalancers()) {
            for (String target : balancer.targets()) {
                if (balancers.contains(target)) {
                    section(balancer.name())
                            .problem(
                                    "targets",
                                    "\"" + target + "\" is a load balancer, and may lead back here (expected: "
                                            + Scope.expected(targets) + ")");
                } else if (!targets.contains(target)) {
                    section(balancer.name())
                            .problem("targets", "\"" + target + "\" (expected: " + Scope.expected(targets) + ")");
                }
            }
        }
        topology.routers().stream()
                .filter(router -> router.forwardsTo().isPresent()
                        && !targets.contains(router.forwardsTo().get()))
                .forEach(router -> section(router.name()).mismatch("forwards-to", Scope.expected(targets)));
    }

    private Section section(String name) {
        return Optional.ofNullable(sections.get(name)).orElse(top);
    }
}
