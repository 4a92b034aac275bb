/** Where a hop forwards to, and connecting to it. */
@NullMarked
package io.github.passage.target;

import org.jspecify.annotations.NullMarked;
