/** The programs of the machine that tests drive, how their processes start and end, and where their output goes. */
@NullMarked
package io.github.passage.it.tool;

import org.jspecify.annotations.NullMarked;
