package io.github.passage.config;

import io.github.passage.hop.FtpHopSettings;
import java.time.Duration;
import java.util.List;

/**
 * What {@code passage proxy} runs, valid in itself and in its combination.
 *
 * @param eventLoops threads that move the connections, 1-1024
 * @param shutdownGrace how long transfers may go on after SIGTERM, 0 to 1 h
 * @param hops at least one, in the order of the file; no two claim the same address and port
 */
public record ProxyConfig(int eventLoops, Duration shutdownGrace, List<FtpHopSettings> hops) {
    /** Copies the list. */
    public ProxyConfig {
        hops = List.copyOf(hops);
    }
}
