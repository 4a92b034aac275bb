/** Passive address policies: the pure rules that turn an announced address into the advertised one. */
@NullMarked
package io.github.passage.passive;

import org.jspecify.annotations.NullMarked;
