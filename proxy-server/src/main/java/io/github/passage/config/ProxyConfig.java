package io.github.passage.config;

import io.github.passage.admin.AdminSettings;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.transcripts.TranscriptSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code passage proxy} runs, valid in itself and in its combination.
 *
 * @param eventLoops threads that move the connections, 1-1024
 * @param shutdownGrace how long transfers may go on after SIGTERM, 0 to 1 h
 * @param hops at least one, in the order of the file; no two claim the same address and port
 * @param metrics whether metrics are gathered and served
 * @param admin the admin server
 * @param transcripts where sessions are recorded, empty if they are not
 * @param effective the same as it was written, with all defaults: maps, lists and plain values
 * @param lifetime what happens while it runs and when it ends
 */
public record ProxyConfig(
        int eventLoops,
        Duration shutdownGrace,
        List<FtpHopSettings> hops,
        boolean metrics,
        AdminSettings admin,
        Optional<TranscriptSettings> transcripts,
        Map<String, Object> effective,
        Lifetime lifetime) {
    /** Copies the list. */
    public ProxyConfig {
        hops = List.copyOf(hops);
    }
}
