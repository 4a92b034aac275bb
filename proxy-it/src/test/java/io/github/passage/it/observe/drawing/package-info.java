/** The dashboard drawn as Grafana lays it out, from what a real Prometheus answers. */
@NullMarked
package io.github.passage.it.observe.drawing;

import org.jspecify.annotations.NullMarked;
