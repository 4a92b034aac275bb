/** A changed configuration file taken over while sessions stand: when it is looked at, what has to be done, and doing it. */
@NullMarked
package io.github.passage.reload;

import org.jspecify.annotations.NullMarked;
