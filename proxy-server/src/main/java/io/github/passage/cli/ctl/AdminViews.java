package io.github.passage.cli.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Answers of the admin server for people. */
final class AdminViews {
    private static final String SESSIONS = "sessions";

    private AdminViews() {}

    static List<String> health(JsonNode answer) {
        List<String> lines = new ArrayList<>(List.of(text(answer, "status").replace('-', ' ')));
        answer.path("reasons").forEach(reason -> lines.add("  " + reason.asText()));
        answer.path("notes").forEach(note -> lines.add("  note: " + note.asText()));
        return lines;
    }

    /** A page of sessions; those on further pages are only counted. */
    static List<String> sessions(JsonNode page) {
        if (page.path(SESSIONS).isEmpty()) {
            return List.of("no sessions");
        }
        Table table = new Table("SESSION", "STATE", "AGE", "CLIENT", "USER", "TARGET", "FROM CLIENT", "FROM TARGET");
        page.path(SESSIONS)
                .forEach(each -> table.row(
                        text(each, "id"),
                        text(each, "state"),
                        age(each),
                        text(each, "client"),
                        orDash(text(each, "user")),
                        orDash(text(each, "target")),
                        text(each, "bytesFromClient"),
                        text(each, "bytesFromTarget")));
        List<String> lines = new ArrayList<>(table.lines());
        int more = page.path("total").asInt() - page.path(SESSIONS).size();
        if (more > 0) {
            lines.add("and " + more + " more (--all shows them)");
        }
        return lines;
    }

    static List<String> session(JsonNode session) {
        List<String> lines = new ArrayList<>();
        lines.add(text(session, "id") + "  " + text(session, "state") + ", " + age(session) + ", user "
                + orDash(text(session, "user")));
        lines.add("  client " + text(session, "client") + " -> reached " + text(session, "reached") + " -> target "
                + orDash(text(session, "target")));
        lines.add("  " + text(session, "bytesFromClient") + " bytes from the client, "
                + text(session, "bytesFromTarget") + " from the target");
        if (!text(session, "fault").isEmpty()) {
            lines.add("  target: " + text(session, "fault"));
        }
        List<String> commands = new ArrayList<>();
        session.path("commands")
                .properties()
                .forEach(verb ->
                        commands.add(verb.getKey() + " " + verb.getValue().asInt()));
        lines.add("  commands " + (commands.isEmpty() ? "-" : String.join(", ", commands)));
        for (JsonNode reply : session.path("passive")) {
            lines.add("  " + text(reply, "kind") + " " + text(reply, "outcome")
                    + (text(reply, "policy").isEmpty() ? "" : ", policy " + text(reply, "policy")));
            lines.add("      announced " + orDash(text(reply, "announced")) + ", advertised "
                    + orDash(text(reply, "advertised")));
            lines.add("      dialled " + orDash(text(reply, "dialled")) + ", observed from "
                    + orDash(text(reply, "observed")));
        }
        session.path("transcript").forEach(line -> lines.add("  | " + line.asText()));
        return lines;
    }

    static List<String> hops(JsonNode drains) {
        Table table = new Table("HOP", "LISTENS ON", "OPEN", "DRAIN", "TARGETS");
        drains.path("hops").forEach(hop -> {
            List<String> targets = new ArrayList<>();
            hop.path("targets").forEach(target -> targets.add(target(target)));
            List<String> addresses = new ArrayList<>();
            hop.path("addresses").forEach(address -> addresses.add(address.asText()));
            boolean draining = hop.path("draining").asBoolean();
            table.row(
                    text(hop, "hop"),
                    String.join(", ", addresses),
                    text(hop, "open"),
                    !draining ? "-" : hop.path("done").asBoolean() ? "done" : "draining",
                    orDash(String.join(", ", targets)));
        });
        return table.lines();
    }

    private static String target(JsonNode target) {
        String reason = text(target, "reason");
        return text(target, "address") + " " + text(target, "health") + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    static List<String> levels(JsonNode answer) {
        Table table = new Table("LOGGER", "LEVEL");
        answer.path("levels")
                .properties()
                .forEach(level -> table.row(level.getKey(), level.getValue().asText()));
        return table.lines();
    }

    private static String age(JsonNode session) {
        return Math.round(session.path("ageSeconds").asDouble()) + " s";
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
