package io.github.passage.lab.topology.file;

import io.github.passage.address.Cidr;
import io.github.passage.config.HoconDocument;
import io.github.passage.config.Section;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.Network;
import io.github.passage.lab.topology.Network.Kind;
import io.github.passage.lab.topology.Network.Subnet;
import io.github.passage.lab.topology.Router;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.Topology.Peering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one topology file. */
final class TopologyReader {
    /** Stands for a network that could not be read; what refers to it is not a second mistake. */
    static final Cidr NOWHERE = Cidr.parse("0.0.0.0/32");

    private final String name;
    private final HoconDocument document;
    private final Section defaults;
    private final Scope scope = new Scope();

    TopologyReader(String name, HoconDocument document, Section defaults) {
        this.name = name;
        this.document = document;
        this.defaults = defaults.child("topology-defaults").orElseThrow();
    }

    Topology read() {
        Section root = document.root();
        if (!root.hasObject("topology")) {
            root.mismatch("topology", "an object topology { ... }; see passage lab --topology-reference");
        }
        document.throwIfAny();
        Section top = root.child("topology").orElseThrow();
        String summary = top.required("summary", Kinds.TEXT).orElse("");
        boolean netns = top.optional("fabric", Kinds.oneOf(Map.of("any", false, "netns", true)))
                .orElse(false);
        Optional<String> because = top.optional("netns-because", Kinds.TEXT);
        Optional<String> netnsOnly = netns ? because.or(() -> Optional.of("its file says so")) : Optional.empty();
        networks(top);
        List<Peering> peerings = peerings(top);
        PartsReader parts = new PartsReader(scope, defaults, top);
        List<Router> routers = parts.routers();
        List<Client> clients = clients(top, routers.stream().map(Router::name).toList());
        Topology unresolved = new Topology(
                name,
                summary,
                netnsOnly,
                List.copyOf(scope.networks()),
                peerings,
                clients,
                parts.endpoints(),
                parts.balancers(),
                routers,
                parts.servers());
        new Admits(scope, unresolved).read(top);
        top.rejectOthers();
        parts.checkNames(unresolved);
        new Checks(scope, unresolved, top).all();
        document.throwIfAny();
        Topology topology = new Admits(scope, unresolved).resolved(top);
        Checks whole = new Checks(scope, topology, top);
        whole.preserved();
        whole.reachable();
        document.throwIfAny();
        return topology;
    }

    private void networks(Section top) {
        top.child("networks").ifPresent(all -> {
            for (String key : all.keys()) {
                Scope.checkName(all, key);
                all.child(key).ifPresent(section -> scope.add(network(key, section)));
            }
        });
    }

    private Network network(String key, Section section) {
        Kind kind = section.optional("kind", Kinds.oneOf(Kind.values())).orElse(Kind.VPC);
        Cidr cidr = section.required("cidr", Kinds.CIDR).orElse(NOWHERE);
        List<Subnet> subnets = new ArrayList<>();
        if (section.has("subnets")) {
            section.child("subnets").ifPresent(all -> {
                for (String subnet : all.keys()) {
                    Scope.checkName(all, subnet);
                    all.child(subnet).ifPresent(part -> subnets.add(subnet(subnet, part, cidr, subnets)));
                }
            });
        }
        section.rejectOthers();
        return new Network(key, kind, cidr, subnets);
    }

    private static Subnet subnet(String key, Section section, Cidr around, List<Subnet> others) {
        Cidr cidr = section.required("cidr", Kinds.CIDR).orElse(NOWHERE);
        if (!cidr.equals(NOWHERE)
                && !around.equals(NOWHERE)
                && (!around.contains(cidr.base()) || cidr.prefix() < around.prefix())) {
            section.mismatch("cidr", "a part of the network's " + around);
        }
        others.stream()
                .filter(other -> !cidr.equals(NOWHERE) && overlap(other.cidr(), cidr))
                .findFirst()
                .ifPresent(other -> section.mismatch(
                        "cidr", "addresses of its own; subnet " + other.name() + " has " + other.cidr()));
        String zone = section.optional("zone", Kinds.TEXT).orElse("");
        boolean isPublic = section.optional("public", Kinds.SWITCH).orElse(false);
        section.rejectOthers();
        return new Subnet(key, cidr, zone, isPublic);
    }

    /** Whether two networks share an address. */
    static boolean overlap(Cidr one, Cidr other) {
        return one.contains(other.base()) || other.contains(one.base());
    }

    private List<Peering> peerings(Section top) {
        List<String> names = scope.networks().stream().map(Network::name).toList();
        List<Peering> peerings = new ArrayList<>();
        if (top.has("peerings")) {
            for (Section section : top.children("peerings")) {
                Optional<String> one = Scope.named(section, "from", names);
                Optional<String> other = Scope.named(section, "to", names);
                section.rejectOthers();
                if (one.isPresent() && one.equals(other)) {
                    section.mismatch("to", "another network than from");
                } else if (one.isPresent() && other.isPresent()) {
                    peerings.add(new Peering(one.get(), other.get()));
                }
            }
        }
        return peerings;
    }

    private List<Client> clients(Section top, List<String> routers) {
        List<Client> clients = new ArrayList<>();
        top.child("clients").ifPresent(all -> {
            for (String key : all.keys()) {
                Scope.checkName(all, key);
                all.child(key).ifPresent(section -> {
                    Scope.Place place = scope.place(section, key);
                    Optional<String> behind =
                            section.has("behind") ? Scope.named(section, "behind", routers) : Optional.empty();
                    section.rejectOthers();
                    clients.add(new Client(key, place.network(), place.zone(), place.address(), behind));
                });
            }
            if (all.keys().isEmpty()) {
                top.problem(
                        "clients", "none (expected: at least one, for example laptop { subnet = ..., address = ... })");
            }
        });
        if (top.has("client") && !clients.isEmpty()) {
            Scope.named(top, "client", clients.stream().map(Client::name).toList())
                    .ifPresent(first -> clients.sort(
                            Comparator.comparing(client -> !client.name().equals(first))));
        }
        return clients;
    }
}
