package io.github.passage.lab.dns;

import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.LoadBalancer;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Router;
import io.github.passage.lab.topology.Server;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.VpcEndpoint;
import java.net.Inet4Address;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The names of a lab and the addresses that they stand for now. Load balancers and VPC endpoints have names for all zones and for each
 * zone in the form of AWS; they and all else have short ones such as {@code nlb.passage.test} and {@code nlb.a.passage.test}.
 *
 * <p>A name stands for those of its addresses that are in service, or for all if none is: the rule of a load balancer's name
 * (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html">Health checks</a>),
 * applied to all. In the field an address leaves DNS some time after it failed, here at once. All clients see the same names. Any
 * thread may call it.
 */
public final class LabNames {
    /** Reserved for tests, so that no resolver but the lab's knows it (RFC 6761 section 6.2). */
    private static final String SHORT = ".passage.test";

    private final AddressPlan plan;
    private final Predicate<String> inService;
    private final Map<String, List<Member>> names = new LinkedHashMap<>();

    /**
     * The names of a topology.
     *
     * @param plan which real address stands for a simulated one
     * @param inService whether what listens under an interface's name is up and, for a load balancer's node, leads to a healthy target;
     *     must not block
     */
    public LabNames(Topology topology, AddressPlan plan, Predicate<String> inService) {
        this.plan = plan;
        this.inService = inService;
        topology.vpcEndpoints()
                .forEach(endpoint ->
                        add(endpoint, topology.loadBalancer(endpoint.service()).orElseThrow()));
        topology.loadBalancers().forEach(this::add);
        topology.routers().forEach(this::add);
        for (Server server : topology.servers()) {
            addShort(server.name(), server.endpoints());
        }
    }

    /** What a name leads to: an address of something that listens under an interface's name. */
    private record Member(String listening, Inet4Address address) {}

    private void add(VpcEndpoint endpoint, LoadBalancer service) {
        add(AwsNames.of(endpoint, service), endpoint.interfaces());
        endpoint.interfaces().stream()
                .filter(each -> !each.zone().isEmpty())
                .forEach(each -> add(AwsNames.of(endpoint, service, each.zone()), List.of(each)));
        addShort(endpoint.name(), endpoint.interfaces());
    }

    private void add(LoadBalancer balancer) {
        if (balancer.kind() == LoadBalancer.Kind.NLB) {
            add(AwsNames.of(balancer), balancer.nodes());
            balancer.nodes().stream()
                    .filter(each -> !each.zone().isEmpty())
                    .forEach(each -> add(AwsNames.of(balancer, each.zone()), List.of(each)));
        }
        addShort(balancer.name(), balancer.nodes());
    }

    /** A router that forwards nothing has an address all the same. */
    private void add(Router router) {
        Inet4Address address = plan.real(router.outside(), router.address());
        names.putIfAbsent(key(router.name() + SHORT), List.of(new Member(router.name(), address)));
    }

    private void addShort(String owner, List<NetworkInterface> interfaces) {
        add(owner + SHORT, interfaces);
        interfaces.forEach(each -> add(each.name() + SHORT, List.of(each)));
    }

    private void add(String name, List<NetworkInterface> interfaces) {
        names.putIfAbsent(
                key(name),
                interfaces.stream()
                        .map(each -> new Member(each.name(), plan.real(each.network(), each.address())))
                        .toList());
    }

    /** DNS does not tell letters by case (RFC 4343), and a question's name ends with a dot. */
    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** The addresses that a name stands for now, at least one; empty if there is no such name. */
    public Optional<List<Inet4Address>> find(String name) {
        return Optional.ofNullable(names.get(key(name))).map(this::inService);
    }

    /** Every name with the addresses that it stands for now; what clients dial first comes first. */
    public Map<String, List<Inet4Address>> all() {
        Map<String, List<Inet4Address>> all = new LinkedHashMap<>();
        names.forEach((name, members) -> all.put(name, inService(members)));
        return all;
    }

    private List<Inet4Address> inService(List<Member> members) {
        List<Member> serving = members.stream()
                .filter(member -> inService.test(member.listening()))
                .toList();
        return (serving.isEmpty() ? members : serving)
                .stream().map(Member::address).distinct().toList();
    }

    /** Lines for a hosts file (hosts(5)): one for each address of each name. */
    public List<String> hostsLines() {
        return all().entrySet().stream()
                .flatMap(name -> name.getValue().stream()
                        .map(address ->
                                String.format(Locale.ROOT, "%-15s %s", address.getHostAddress(), name.getKey())))
                .toList();
    }
}
