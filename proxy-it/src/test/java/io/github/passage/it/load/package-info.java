/** The program under many sessions. */
@NullMarked
package io.github.passage.it.load;

import org.jspecify.annotations.NullMarked;
