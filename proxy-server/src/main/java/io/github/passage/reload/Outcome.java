package io.github.passage.reload;

import io.github.passage.telemetry.ReloadResult;

/**
 * What came of reading something again, to be told.
 *
 * @param result what came of it
 * @param detail one line: what has changed, or why it is refused
 */
record Outcome(ReloadResult result, String detail) {}
