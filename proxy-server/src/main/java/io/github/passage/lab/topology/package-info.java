/** VPCs, hops and who may reach whom, as records; the topologies that ship. */
@NullMarked
package io.github.passage.lab.topology;

import org.jspecify.annotations.NullMarked;
