/** Simulated networks as Linux network namespaces, with the simulated addresses. */
@NullMarked
package io.github.passage.lab.fabric.netns;

import org.jspecify.annotations.NullMarked;
