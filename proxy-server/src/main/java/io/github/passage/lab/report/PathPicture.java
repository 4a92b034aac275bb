package io.github.passage.lab.report;

import io.github.passage.lab.LabSettings;
import io.github.passage.lab.fabric.LoopbackFabric;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.TopologyHop;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.util.ArrayList;
import java.util.List;

/** The path of a lab as boxes, client first, one below the other: it fits any terminal. */
public final class PathPicture {
    private static final int WIDTH = 74;

    private final LabSettings settings;

    /** A picture of a lab set up so. */
    public PathPicture(LabSettings settings) {
        this.settings = settings;
    }

    /** The lines of the picture. */
    public List<String> lines() {
        Topology topology = settings.topology();
        List<String> lines = new ArrayList<>();
        box(
                lines,
                List.of(
                        "your FTP client        " + topology.client().address().getHostAddress(),
                        "in " + topology.client().words()));
        for (TopologyHop hop : topology.path()) {
            lines.add("        |");
            box(lines, describe(hop));
        }
        lines.add("        |");
        box(
                lines,
                List.of(
                        "FTP server             " + topology.server().getHostAddress()
                                + "  (hidden, like Transfer Family's own)",
                        "PassiveIp " + settings.passiveIp() + announced()));
        return lines;
    }

    private String announced() {
        boolean auto = settings.passiveIp() instanceof PassiveIp.Auto;
        return auto
                ? ": announces " + settings.topology().endpoint().address().getHostAddress() + ", its endpoint"
                : "";
    }

    private List<String> describe(TopologyHop hop) {
        boolean entry = hop.equals(settings.topology().entry());
        boolean reachable = hop.isReachableFrom(settings.topology().client().address());
        return List.of(
                pad(hop.role().title()) + hop.address().getHostAddress() + ":" + settings.controlPort() + ", data "
                        + LoopbackFabric.DATA_PORTS + (entry ? "   <- connect here" : ""),
                "in the " + hop.vpc().name() + " " + hop.vpc().network()
                        + (reachable ? "" : "; the client cannot reach this address"),
                settings.followsFtp(hop.role())
                        ? "FTP mode: passive replies " + inWords(settings.policyOf(hop.role()), hop)
                        : "relay mode: moves bytes, knows no FTP");
    }

    private static String inWords(PassiveAddressPolicy policy, TopologyHop hop) {
        return switch (policy) {
            case PassiveAddressPolicy.Keep keep -> "kept as they are";
            case PassiveAddressPolicy.Control control ->
                "rewritten to " + hop.address().getHostAddress() + " (control)";
            case PassiveAddressPolicy.Fixed(var address) -> "rewritten to " + address.getHostAddress();
            case PassiveAddressPolicy.Dns(String name) -> "rewritten to the address of " + name;
            case PassiveAddressPolicy.ByClient byClient -> "rewritten by client network";
        };
    }

    private static String pad(String title) {
        return String.format("%-23s", title);
    }

    private static void box(List<String> lines, List<String> content) {
        String edge = "+" + "-".repeat(WIDTH) + "+";
        lines.add(edge);
        content.forEach(text -> lines.add(String.format("| %-" + (WIDTH - 1) + "s|", text)));
        lines.add(edge);
    }
}
