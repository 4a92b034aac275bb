/** What became of a transfer: the step, the address and the cause, as values that all tools share. */
@NullMarked
package io.github.passage.lab.verdict;

import org.jspecify.annotations.NullMarked;
