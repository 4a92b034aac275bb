package io.github.passage.config;

import java.time.Duration;

/**
 * What happens while a {@code passage proxy} runs and when it ends.
 *
 * @param drainDelay how long new sessions are still taken after SIGTERM, 0 to 10 min
 * @param reload whether the configuration file is watched
 */
public record Lifetime(Duration drainDelay, boolean reload) {}
