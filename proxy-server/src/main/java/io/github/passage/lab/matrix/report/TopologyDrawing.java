package io.github.passage.lab.matrix.report;

import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.HopRole;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A topology as SVG: clients at the left, servers at the right, a column for each kind of hop. */
final class TopologyDrawing {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 46;
    private static final int COLUMN = 238;
    private static final int ROW = 62;

    private final Topology topology;
    private final Map<String, int[]> places = new LinkedHashMap<>();
    private final StringBuilder boxes = new StringBuilder();
    private final StringBuilder lines = new StringBuilder();

    TopologyDrawing(Topology topology) {
        this.topology = topology;
    }

    String svg() {
        Map<String, List<Box>> columns = new LinkedHashMap<>();
        for (Client client : topology.clients()) {
            String behind = client.behind().map(name -> " behind " + name).orElse("");
            String where = "client " + client.address().getHostAddress() + behind;
            columns.computeIfAbsent("client", none -> new ArrayList<>()).add(new Box(client.name(), where));
        }
        for (NetworkInterface at : topology.interfaces()) {
            HopRole role = topology.role(at.name());
            String zone = at.zone().isEmpty() ? "" : " " + at.zone();
            String where = role.title() + " " + at.address().getHostAddress() + zone;
            columns.computeIfAbsent(role.key(), none -> new ArrayList<>()).add(new Box(at.name(), where));
        }
        int tallest = columns.values().stream().mapToInt(List::size).max().orElse(1);
        int x = 4;
        for (List<Box> column : columns.values()) {
            int y = 4 + (tallest - column.size()) * ROW / 2;
            for (Box each : column) {
                box(each, x, y);
                y += ROW;
            }
            x += COLUMN;
        }
        connect();
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" style=\"max-width:%dpx\" role=\"img\">%s%s</svg>",
                x - COLUMN + WIDTH + 8,
                tallest * ROW + 4,
                x,
                lines,
                boxes);
    }

    /** A place in the picture. */
    private record Box(String name, String where) {}

    private void box(Box each, int x, int y) {
        places.put(each.name(), new int[] {x, y});
        boxes.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/><text x=\"%d\" y=\"%d\" class=\"t\">%s</text>"
                        + "<text x=\"%d\" y=\"%d\">%s</text>",
                x,
                y,
                WIDTH,
                HEIGHT,
                x + 8,
                y + 18,
                MatrixPage.escaped(each.name()),
                x + 8,
                y + 36,
                MatrixPage.escaped(each.where())));
    }

    private void connect() {
        topology.clients()
                .forEach(client -> io.github.passage.lab.predict.Route.fronts(topology, client)
                        .forEach(front -> line(client.name(), front.name())));
        topology.vpcEndpoints()
                .forEach(endpoint -> endpoint.interfaces()
                        .forEach(at -> topology.loadBalancer(endpoint.service())
                                .ifPresent(service -> service.nodes().stream()
                                        .filter(node -> at.zone().isEmpty()
                                                || node.zone().equals(at.zone()))
                                        .limit(1)
                                        .forEach(node -> line(at.name(), node.name())))));
        topology.loadBalancers()
                .forEach(balancer -> balancer.nodes()
                        .forEach(node -> balancer.targets().stream()
                                .flatMap(target -> topology.servers().stream()
                                        .flatMap(server -> server.endpoints().stream()
                                                .filter(each -> server.name().equals(target)
                                                        || each.name().equals(target))))
                                .filter(target ->
                                        balancer.crossZone() || target.zone().equals(node.zone()))
                                .forEach(target -> line(node.name(), target.name()))));
        topology.routers()
                .forEach(router -> router.forwardsTo()
                        .ifPresent(to -> topology.server(to)
                                .ifPresent(server -> line(
                                        router.name(),
                                        server.endpoints().getFirst().name()))));
    }

    private void line(String from, String to) {
        int[] start = places.get(from);
        int[] end = places.get(to);
        if (start != null && end != null) {
            lines.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>",
                    start[0] + WIDTH,
                    start[1] + HEIGHT / 2,
                    end[0],
                    end[1] + HEIGHT / 2));
        }
    }
}
