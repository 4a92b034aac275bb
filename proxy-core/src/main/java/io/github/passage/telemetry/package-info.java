/** The sealed events that everything reports, and the listener port that receives them. */
@NullMarked
package io.github.passage.telemetry;

import org.jspecify.annotations.NullMarked;
