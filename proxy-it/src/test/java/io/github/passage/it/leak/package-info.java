/** Makes buffer leaks of integration tests visible, so that the build can fail on them. */
@NullMarked
package io.github.passage.it.leak;

import org.jspecify.annotations.NullMarked;
