/** The command line. */
@NullMarked
package io.github.passage.cli;

import org.jspecify.annotations.NullMarked;
