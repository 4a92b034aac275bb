package io.github.passage.cli.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The API's answers as text for a terminal. */
final class Views {
    private Views() {}

    static List<String> lab(JsonNode lab) {
        List<String> lines = new ArrayList<>();
        lines.add("topology " + text(lab, "topology") + " on " + text(lab, "fabric") + ": " + text(lab, "summary"));
        lines.add("");
        Table clients = new Table("CLIENT", "NETWORK", "ADDRESS", "HERE");
        lab.path("clients")
                .forEach(each -> clients.row(
                        text(each, "name"), text(each, "network"), text(each, "simulated"), text(each, "real")));
        lines.addAll(clients.lines());
        lines.add("");
        Table hops = new Table("HOP", "KIND", "ZONE", "ADDRESS", "HERE", "REWRITE", "STATE");
        lab.path("hops")
                .forEach(each -> hops.row(
                        text(each, "name"),
                        text(each, "role"),
                        text(each, "zone"),
                        text(each, "simulated"),
                        text(each, "real") + ":" + text(each, "controlPort"),
                        text(each, "rewrite"),
                        each.path("up").asBoolean() ? "up" : "down"));
        lines.addAll(hops.lines());
        lab.path("loadBalancers").forEach(each -> lines.addAll(balancer(each)));
        lines.add("");
        lines.addAll(servers(lab.path("servers")));
        lines.add("");
        lines.addAll(names(lab.path("names")));
        return lines;
    }

    private static List<String> balancer(JsonNode balancer) {
        List<String> checks = new ArrayList<>();
        balancer.path("healthChecks")
                .properties()
                .forEach(check ->
                        checks.add(check.getKey() + " " + check.getValue().asText()));
        Table targets = new Table("TARGET OF " + text(balancer, "name"), "HEALTH");
        balancer.path("targets")
                .properties()
                .forEach(
                        target -> targets.row(target.getKey(), target.getValue().asText()));
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(targets.lines());
        lines.add("health checks: " + String.join(", ", checks));
        return lines;
    }

    private static List<String> names(JsonNode names) {
        Table table = new Table("NAME", "HERE");
        names.properties().forEach(name -> {
            List<String> addresses = new ArrayList<>();
            name.getValue().forEach(address -> addresses.add(address.asText()));
            table.row(name.getKey(), String.join(", ", addresses));
        });
        return table.lines();
    }

    static List<String> servers(JsonNode servers) {
        Table table = new Table("SERVER", "STATE", "PASSIVE-IP", "IN USE");
        servers.forEach(each -> table.row(
                text(each, "name"), text(each, "state"), text(each, "passiveIp"), text(each, "passiveIpInUse")));
        return table.lines();
    }

    static List<String> sessions(JsonNode sessions) {
        List<String> lines = new ArrayList<>();
        for (JsonNode session : sessions) {
            lines.add(text(session, "id") + "  " + text(session, "user") + "  " + text(session, "client") + " -> "
                    + text(session, "reached") + "  " + text(session, "state") + ", began "
                    + text(session, "ageSeconds") + " s ago");
            for (JsonNode reply : session.path("passive")) {
                lines.add("  " + text(reply, "kind") + " " + text(reply, "outcome") + ", " + text(reply, "bytes")
                        + " bytes");
                lines.add("      announced " + orDash(text(reply, "announced")) + ", advertised "
                        + orDash(text(reply, "advertised")));
                lines.add("      dialled " + orDash(text(reply, "dialled")) + ", observed from "
                        + orDash(text(reply, "observed")));
            }
        }
        return lines.isEmpty() ? List.of("no sessions yet") : lines;
    }

    static List<String> verdicts(JsonNode verdicts) {
        List<String> lines = new ArrayList<>();
        for (JsonNode verdict : verdicts) {
            lines.add(text(verdict, "number") + "  " + text(verdict, "time") + "  " + text(verdict, "session") + "  "
                    + (verdict.path("success").asBoolean()
                            ? "success"
                            : "FAILED at " + text(verdict, "step") + ": " + text(verdict, "cause")
                                    + (text(verdict, "address").isEmpty() ? "" : ", " + text(verdict, "address"))));
            verdict.path("sentences").forEach(sentence -> lines.add("      " + sentence.asText()));
        }
        return lines;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
