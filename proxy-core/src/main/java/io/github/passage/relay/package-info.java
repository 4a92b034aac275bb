/** Moving bytes between two channels: backpressure, half-close, reset, idle. */
@NullMarked
package io.github.passage.relay;

import org.jspecify.annotations.NullMarked;
