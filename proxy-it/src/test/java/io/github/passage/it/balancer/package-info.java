/** The program behind load balancers that send the PROXY protocol. */
@NullMarked
package io.github.passage.it.balancer;

import org.jspecify.annotations.NullMarked;
