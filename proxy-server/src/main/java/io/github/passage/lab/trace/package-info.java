/** A running lab's events in plain words, with the likely cause when a data connection does not come. */
@NullMarked
package io.github.passage.lab.trace;

import org.jspecify.annotations.NullMarked;
