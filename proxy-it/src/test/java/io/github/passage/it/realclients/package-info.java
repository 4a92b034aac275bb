/** Real client programs on the simulated hosts of a lab, and whether what becomes of them is what was foretold. */
@NullMarked
package io.github.passage.it.realclients;

import org.jspecify.annotations.NullMarked;
