/** Data ports: listeners, reservations, rendezvous and exhaustion. */
@NullMarked
package io.github.passage.data;

import org.jspecify.annotations.NullMarked;
