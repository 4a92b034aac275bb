/** Dashboard and alert rules tried with a real Prometheus. */
@NullMarked
package io.github.passage.it.observe;

import org.jspecify.annotations.NullMarked;
