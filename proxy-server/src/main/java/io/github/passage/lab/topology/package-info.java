/** A simulated network as records: networks, subnets, clients, hops, servers and who may reach whom. */
@NullMarked
package io.github.passage.lab.topology;

import org.jspecify.annotations.NullMarked;
