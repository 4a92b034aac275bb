/** Telemetry events as log lines. */
@NullMarked
package io.github.passage.logs;

import org.jspecify.annotations.NullMarked;
