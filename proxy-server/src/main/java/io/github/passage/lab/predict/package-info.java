/** Foretells whether a client's transfer works, from topology, settings and profile alone, and finds changes that help. */
@NullMarked
package io.github.passage.lab.predict;

import org.jspecify.annotations.NullMarked;
