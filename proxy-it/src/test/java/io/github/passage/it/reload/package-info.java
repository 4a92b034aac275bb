/** A configuration that changes, and a program that ends, while sessions are under way. */
@NullMarked
package io.github.passage.it.reload;

import org.jspecify.annotations.NullMarked;
