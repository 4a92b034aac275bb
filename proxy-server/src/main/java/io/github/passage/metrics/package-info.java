/** Telemetry events to metrics that Prometheus scrapes; the only importer of Micrometer and of Prometheus' client. */
@NullMarked
package io.github.passage.metrics;

import org.jspecify.annotations.NullMarked;
