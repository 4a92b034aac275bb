/** The clients that load a subject. */
@NullMarked
package io.github.passage.it.bench.load;

import org.jspecify.annotations.NullMarked;
