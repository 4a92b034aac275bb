package io.github.passage.lab.report;

import io.github.passage.lab.live.LabView.ClientView;
import io.github.passage.lab.live.LabView.HopView;
import io.github.passage.lab.live.LabView.ServerView;
import io.github.passage.lab.topology.HopRole;
import io.github.passage.lab.topology.NetworkInterface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The path of a lab as boxes, clients first, one layer below the other; fits 100 columns. */
public final class TopologyPicture {
    private static final int WIDTH = 94;

    private final LabSummary summary;

    /** A picture of a lab. */
    public TopologyPicture(LabSummary summary) {
        this.summary = summary;
    }

    /** The lines of the picture. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        box(lines, clients());
        for (Map.Entry<HopRole, List<NetworkInterface>> layer : layers().entrySet()) {
            lines.add("        |");
            List<String> content = new ArrayList<>();
            layer.getValue().forEach(each -> content.addAll(describe(layer.getKey(), each)));
            box(lines, content);
        }
        lines.add("        |");
        box(lines, summary.view().servers().stream().map(this::server).toList());
        return lines;
    }

    private Map<HopRole, List<NetworkInterface>> layers() {
        Map<HopRole, List<NetworkInterface>> layers = new LinkedHashMap<>();
        summary.topology()
                .interfaces()
                .forEach(each -> layers.computeIfAbsent(summary.topology().role(each.name()), none -> new ArrayList<>())
                        .add(each));
        return layers;
    }

    private List<String> clients() {
        List<String> content = new ArrayList<>();
        for (ClientView client : summary.view().clients()) {
            boolean first = content.isEmpty();
            Optional<String> behind = summary.topology().clients().stream()
                    .filter(each -> each.name().equals(client.name()))
                    .findFirst()
                    .flatMap(each -> each.behind()
                            .map(router -> ", behind " + router + " ("
                                    + summary.topology().seen(each).getHostAddress() + ")"));
            content.add(row(
                            client.name(),
                            first ? "your FTP client" : "another client",
                            address(client.simulated(), client.real()))
                    + "  in " + client.network() + behind.orElse(""));
        }
        return content;
    }

    private List<String> describe(HopRole role, NetworkInterface at) {
        HopView hop = summary.hop(at);
        boolean entry = at.equals(summary.entry());
        String where = "in " + at.network() + (at.zone().isEmpty() ? "" : ", zone " + at.zone());
        String reach = summary.isReachable(at) ? "" : "; the client cannot reach it";
        String mode =
                hop.rewrite().equals("keep") ? "relay mode" : "FTP mode, rewrites passive replies: " + hop.rewrite();
        return List.of(
                row(at.name(), role.title(), address(hop.simulated(), hop.real()) + " port " + hop.controlPort())
                        + (entry ? "   <- connect here" : ""),
                "    " + where + reach + "; " + mode);
    }

    private String server(ServerView server) {
        return row(server.name(), "FTP server", "PassiveIp " + server.passiveIp())
                + (server.passiveIp().equals("AUTO") ? " (announces an address of its endpoint)" : "");
    }

    private static String address(String simulated, String real) {
        return simulated.equals(real) ? real : simulated + " [" + real + "]";
    }

    private static String row(String name, String title, String rest) {
        return String.format(Locale.ROOT, "%-16s %-18s %s", name, title, rest);
    }

    private static void box(List<String> lines, List<String> content) {
        String edge = "+" + "-".repeat(WIDTH) + "+";
        lines.add(edge);
        content.forEach(text -> lines.add(String.format(Locale.ROOT, "| %-" + (WIDTH - 1) + "s|", text)));
        lines.add(edge);
    }
}
