/** Topologies in HOCON files: those that ship and those that users write. */
@NullMarked
package io.github.passage.lab.topology.file;

import org.jspecify.annotations.NullMarked;
