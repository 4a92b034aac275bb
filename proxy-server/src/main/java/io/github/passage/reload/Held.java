package io.github.passage.reload;

import io.github.passage.hop.Listening;

/**
 * A listener of this process.
 *
 * @param hop whose it is
 * @param at where
 */
record Held(String hop, Listening at) {}
