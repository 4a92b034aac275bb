/** Sockets by blocking system calls, so that neither end of a measured transfer is what limits it. */
@NullMarked
package io.github.passage.it.bench.kernel;

import org.jspecify.annotations.NullMarked;
