/** The Helm chart: rendered by Helm itself, and what it renders read strictly. */
@NullMarked
package io.github.passage.it.chart;

import org.jspecify.annotations.NullMarked;
