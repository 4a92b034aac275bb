/** Several replicas behind one load balancer without affinity: whose a data port is, and the way of a connection to its owner. */
@NullMarked
package io.github.passage.replica;

import org.jspecify.annotations.NullMarked;
