package io.github.passage.cli;

import io.github.passage.admin.AdminServer;
import io.github.passage.config.ProxyConfig;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.replica.ReplicaSettings;
import java.util.ArrayList;
import java.util.List;

/** The files that a configuration names and a start would read. */
final class NamedFiles {
    private NamedFiles() {}

    /** What is wrong with them, one line each. */
    static List<String> mistakes(ProxyConfig config) {
        List<String> mistakes = new ArrayList<>();
        try {
            AdminServer.check(config.admin());
        } catch (IllegalArgumentException unreadable) {
            mistakes.add("passage.admin.token-file: " + unreadable.getMessage());
        }
        for (FtpHopSettings hop : config.hops()) {
            hop.replicas().flatMap(ReplicaSettings::tls).ifPresent(tls -> {
                try {
                    tls.check("passage.hops." + hop.name() + ".replicas.tls");
                } catch (IllegalArgumentException mistake) {
                    mistakes.add(mistake.getMessage());
                }
            });
        }
        return mistakes;
    }
}
