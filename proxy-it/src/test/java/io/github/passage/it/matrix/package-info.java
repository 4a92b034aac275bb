/** Every client against every server, operation by operation. */
@NullMarked
package io.github.passage.it.matrix;

import org.jspecify.annotations.NullMarked;
