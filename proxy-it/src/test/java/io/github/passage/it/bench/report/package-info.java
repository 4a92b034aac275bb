/** Samples to medians, ratios, a table, JSON and a chart. */
@NullMarked
package io.github.passage.it.bench.report;

import org.jspecify.annotations.NullMarked;
