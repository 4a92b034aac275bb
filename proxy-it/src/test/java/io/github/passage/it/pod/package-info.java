/** The container image, and pods that run it. */
@NullMarked
package io.github.passage.it.pod;

import org.jspecify.annotations.NullMarked;
