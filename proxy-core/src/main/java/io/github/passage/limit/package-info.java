/** How much may happen in a time: pure values with a clock from outside. */
@NullMarked
package io.github.passage.limit;

import org.jspecify.annotations.NullMarked;
