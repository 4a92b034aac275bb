package io.github.passage.it.balancer;

import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Namespaces;
import io.github.passage.it.tool.Namespaces.End;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network of a cloud: clients, three nodes of a load balancer, and Passage with its server, each in a network namespace and a subnet
 * of its own, with a router between.
 */
final class Zones implements AutoCloseable {
    private static final String ROUTER = "passage-it-router";
    private static final String CLIENTS = "passage-it-clients";
    private static final String PASSAGE = "passage-it-passage";
    private static final List<String> NODES = List.of("passage-it-node-a", "passage-it-node-b", "passage-it-node-c");
    private static final List<String> HOSTS = Stream.of(List.of(CLIENTS), NODES, List.of(PASSAGE))
            .flatMap(List::stream)
            .toList();
    private static final int HOST = 10;
    private static final int SECOND_HOST = 11;

    private final Namespaces namespaces;

    private Zones(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /**
     * Makes it.
     *
     * @throws org.opentest4j.TestAbortedException as {@link Namespaces#named}
     */
    static Zones open(ItLogs logs) {
        Zones zones = new Zones(Namespaces.named(
                Stream.concat(Stream.of(ROUTER), HOSTS.stream()).toList(), logs));
        try {
            zones.make();
            return zones;
        } catch (RuntimeException | Error failed) {
            zones.close();
            throw failed;
        }
    }

    private void make() {
        namespaces.add(ROUTER);
        namespaces.run(ROUTER, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
        for (String host : HOSTS) {
            int subnet = HOSTS.indexOf(host);
            namespaces.add(host);
            namespaces.cable(
                    new End(ROUTER, "subnet" + subnet, text(subnet, 1) + "/24"),
                    new End(host, "eth0", text(subnet, HOST) + "/24"));
            namespaces.gateway(host, text(subnet, 1));
        }
        namespaces.address(new End(PASSAGE, "eth0", text(HOSTS.indexOf(PASSAGE), SECOND_HOST) + "/24"));
    }

    private static String text(int subnet, int host) {
        return "10.77." + subnet + "." + host;
    }

    private static Place place(String name, int host) {
        return new Place(Optional.of(name), InetAddress.ofLiteral(text(HOSTS.indexOf(name), host)));
    }

    /** Where everything is in it. */
    Stage stage() {
        return new Stage(
                place(CLIENTS, HOST),
                NODES.stream().map(name -> place(name, HOST)).toList(),
                place(PASSAGE, HOST),
                place(PASSAGE, SECOND_HOST));
    }

    /** Translates an address of the outside to that of a node, as the gateway to the internet does. */
    void publish(InetAddress outside, Place node) {
        String nft = Tools.require(Tool.NFT).toString();
        String rule = "ip daddr %s dnat to %s"
                .formatted(outside.getHostAddress(), node.address().getHostAddress());
        for (String command : List.of(
                "add table ip outside",
                "add chain ip outside in { type nat hook prerouting priority -100 ; }",
                "add rule ip outside in " + rule)) {
            namespaces.run(ROUTER, nft, command);
        }
    }

    /** Takes a published address back. */
    void withdraw() {
        namespaces.run(ROUTER, Tools.require(Tool.NFT).toString(), "delete table ip outside");
    }

    /** What of it is there. */
    List<String> left() {
        return namespaces.left();
    }

    @Override
    public void close() {
        namespaces.close();
    }
}
