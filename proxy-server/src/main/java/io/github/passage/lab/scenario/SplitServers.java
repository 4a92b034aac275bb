package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.scenario.Scenario.Setup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Control and data connections of one session reach different servers. */
final class SplitServers implements Scenario.Script {
    private static final int SESSIONS = 12;

    static final Scenario SCENARIO = new Scenario(
            "control-and-data-split",
            "Control and data connections of one session reach different servers",
            List.of(
                    "A load balancer that knows no FTP chooses a target for each connection anew. With several servers behind one address",
                    "the data connection mostly comes to a server that knows nothing of it. Stickiness by source address makes that the",
                    "same for all sessions of a client, and not right: each port has a target group of its own, and they choose apart.",
                    "What helps: one server for each load balancer address, or a hop that follows FTP and keeps both together."),
            new Setup("scenarios/control-and-data-split.conf", "0.0.0.0", 10),
            new SplitServers());

    @Override
    public void play(Stage stage) throws Exception {
        int good = transfers(stage, "nlb.a");
        stage.say("without stickiness " + good + " of " + SESSIONS + " transfers succeed");
        stage.expect("some fail", good < SESSIONS);
        stickyByPort(stage);
        stage.lab().setRewrite("nlb.a", "control");
        int followed = transfers(stage, "nlb.a");
        stage.say("with a hop that follows FTP in its place " + followed + " of " + SESSIONS + " transfers succeed");
        stage.expect("none fails", followed == SESSIONS);
    }

    /** Stickiness makes no session whole: for one client it decides once for each port, and so for all of its sessions. */
    private static void stickyByPort(Stage stage) throws IOException {
        Map<Integer, Set<Boolean>> outcomes = new TreeMap<>();
        int good = 0;
        for (int i = 0; i < SESSIONS; i++) {
            try (ScriptedClient client = stage.login("sticky.a")) {
                InetSocketAddress told = client.pasv().orElseThrow();
                boolean whole = Attempt.succeeds(() -> complete(client, client.atControlAddress(told)));
                outcomes.computeIfAbsent(told.getPort(), _ -> new TreeSet<>()).add(whole);
                good += whole ? 1 : 0;
            }
        }
        stage.say(
                "with stickiness by source address " + good + " of " + SESSIONS + " transfers of this client succeed");
        stage.expect(
                "on one data port all of them do, or none",
                outcomes.values().stream().allMatch(each -> each.size() == 1));
    }

    private static int transfers(Stage stage, String hop) throws IOException {
        int good = 0;
        for (int i = 0; i < SESSIONS; i++) {
            try (ScriptedClient client = stage.login(hop)) {
                InetSocketAddress told = client.pasv().orElseThrow();
                if (Attempt.succeeds(() -> complete(client, client.atControlAddress(told)))) {
                    good++;
                }
            }
        }
        return good;
    }

    private static int complete(ScriptedClient client, InetSocketAddress data) throws IOException {
        try (Upload upload = Upload.begin(client, data, "split.bin")) {
            upload.feed();
        }
        int code = client.reply(Stage.PATIENCE).orElse(0);
        if (code != 226) {
            throw new IOException("no 226 but " + code);
        }
        return code;
    }
}
