/** Puts a lab together: hops, load balancers and servers of a topology on a fabric, with what can be changed while it runs. */
@NullMarked
package io.github.passage.lab.assembly;

import org.jspecify.annotations.NullMarked;
