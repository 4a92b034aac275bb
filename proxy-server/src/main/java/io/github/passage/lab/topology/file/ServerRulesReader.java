package io.github.passage.lab.topology.file;

import io.github.passage.config.Section;
import io.github.passage.lab.topology.ServerRules;
import io.github.passage.lab.transfer.Affinity;
import io.github.passage.lab.transfer.Auto;
import io.github.passage.lab.transfer.PortUse;
import java.time.Duration;

/** Reads how a server of the lab behaves. */
final class ServerRulesReader {
    private ServerRulesReader() {}

    static ServerRules of(Section server) {
        return new ServerRules(
                server.required("auto", Kinds.oneOf(Auto.values())).orElse(Auto.REACHED),
                server.required("data-ports", Kinds.oneOf(PortUse.values())).orElse(PortUse.EXCLUSIVE),
                server.required("affinity", Kinds.oneOf(Affinity.values())).orElse(Affinity.SOURCE),
                server.required("connections-per-source", Kinds.CONNECTIONS).orElse(0),
                server.required("takes-closed", Kinds.SWITCH).orElse(true),
                server.required("idle-timeout", Kinds.IDLE).orElse(Duration.ofMinutes(30)),
                server.required("data-peer-check", Kinds.SWITCH).orElse(false),
                server.required("start-time", Kinds.STATE_CHANGE).orElse(Duration.ZERO),
                server.required("stop-time", Kinds.STATE_CHANGE).orElse(Duration.ZERO));
    }
}
