/** What is measured of a subject in one round. */
@NullMarked
package io.github.passage.it.bench.measure;

import org.jspecify.annotations.NullMarked;
