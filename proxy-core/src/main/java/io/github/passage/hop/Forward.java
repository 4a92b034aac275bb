package io.github.passage.hop;

import io.github.passage.target.TargetChoice;

/**
 * A port of a hop in relay mode and where it leads.
 *
 * @param port to listen on, 1-65535
 * @param targets where its connections go
 * @param outward how they are dialled
 */
public record Forward(int port, TargetChoice targets, Outward outward) {}
