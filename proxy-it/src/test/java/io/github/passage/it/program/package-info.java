/** The program as it is delivered. */
@NullMarked
package io.github.passage.it.program;

import org.jspecify.annotations.NullMarked;
