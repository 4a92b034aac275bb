package io.github.passage.lab.topology.file;

import io.github.passage.address.Cidr;
import io.github.passage.config.Section;
import io.github.passage.lab.topology.Network;
import io.github.passage.lab.topology.Network.Subnet;
import io.github.passage.lab.topology.NetworkInterface;
import java.net.Inet4Address;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What has been read of a file so far: names and addresses that later parts refer to. */
final class Scope {
    static final Inet4Address ANY = (Inet4Address) Cidr.parse("0.0.0.0/32").base();

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");

    private final Map<String, Network> networks = new LinkedHashMap<>();
    private final Map<String, String> ownerByAddress = new HashMap<>();
    private final Map<String, Section> sectionOf = new LinkedHashMap<>();
    private final Map<String, String> securityGroupOf = new HashMap<>();

    void add(Network network) {
        networks.put(network.name(), network);
    }

    Collection<Network> networks() {
        return networks.values();
    }

    /** Where each interface was written, by its name. */
    Map<String, Section> sections() {
        return sectionOf;
    }

    Optional<String> securityGroup(String interfaceName) {
        return Optional.ofNullable(securityGroupOf.get(interfaceName));
    }

    /** Notes a name that cannot be one of a network namespace, a host, and a part of a longer name with dots. */
    static void checkName(Section all, String name) {
        if (!NAME.matcher(name).matches()) {
            all.problem(name, "\"" + name + "\" (expected: letters, digits and hyphens, at most 40)");
        }
    }

    /** A name that must be one of these; a mistake is noted. */
    static Optional<String> named(Section section, String key, Collection<String> valid) {
        if (!section.has(key)) {
            section.mismatch(key, expected(valid));
            return Optional.empty();
        }
        Optional<String> name = section.required(key, Kinds.NAME);
        name.filter(found -> !valid.contains(found)).ifPresent(found -> section.mismatch(key, expected(valid)));
        return name.filter(valid::contains);
    }

    static String expected(Collection<String> valid) {
        return valid.isEmpty() ? "a name that is defined; none is" : "one of " + String.join(", ", valid);
    }

    /** Where something stands: a {@code subnet} as network.subnet, or a {@code network} for what has no subnets. */
    Place place(Section section, String owner) {
        Optional<Subnet> subnet = Optional.empty();
        Optional<Network> network = Optional.empty();
        boolean inNetwork = section.has("network");
        if (inNetwork && section.has("subnet")) {
            section.mismatch("network", "either subnet or network");
        } else if (inNetwork) {
            network = named(section, "network", networks.keySet()).map(networks::get);
        } else {
            List<String> subnets = networks.values().stream()
                    .flatMap(each -> each.subnets().stream().map(part -> each.name() + "." + part.name()))
                    .toList();
            Optional<String> name = named(section, "subnet", subnets);
            network = name.map(full -> networks.get(full.substring(0, full.indexOf('.'))));
            subnet = network.flatMap(of -> of.subnets().stream()
                    .filter(part -> name.orElse("").equals(of.name() + "." + part.name()))
                    .findFirst());
        }
        Optional<Inet4Address> address = section.required("address", Kinds.ADDRESS);
        subnet.map(Subnet::cidr)
                .or(network(network))
                .ifPresent(around -> address.ifPresent(own -> within(section, around, own)));
        String name = network.map(Network::name).orElse("");
        address.ifPresent(own -> claim(section, name, own, owner));
        return new Place(name, subnet.map(Subnet::zone).orElse(""), address.orElse(ANY));
    }

    private static java.util.function.Supplier<Optional<Cidr>> network(Optional<Network> network) {
        return () -> network.map(Network::cidr);
    }

    /** Notes an address that is not among those around it. */
    static void within(Section section, Cidr around, Inet4Address address) {
        if (!around.equals(TopologyReader.NOWHERE) && !around.contains(address)) {
            section.mismatch("address", "an address of " + around);
        }
    }

    /** Notes who has an address; twice in one network is a mistake. */
    void claim(Section section, String network, Inet4Address address, String owner) {
        if (network.isEmpty()) {
            return;
        }
        String other = ownerByAddress.putIfAbsent(network + "/" + address.getHostAddress(), owner);
        if (other != null && !other.equals(owner)) {
            section.mismatch("address", "an address of its own; " + other + " has this one");
        }
    }

    /** An interface whose sources are not known yet. */
    NetworkInterface networkInterface(Section section, String name) {
        Place place = place(section, name);
        section.optional("security-group", Kinds.NAME).ifPresent(group -> securityGroupOf.put(name, group));
        sectionOf.put(name, section);
        return new NetworkInterface(name, place.network(), place.zone(), place.address(), List.of());
    }

    /**
     * A place.
     *
     * @param network the network's name
     * @param zone empty outside zones
     * @param address there
     */
    record Place(String network, String zone, Inet4Address address) {}
}
