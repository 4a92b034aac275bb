/** What makes simulated addresses real: loopback addresses with admission by source. */
@NullMarked
package io.github.passage.lab.fabric;

import org.jspecify.annotations.NullMarked;
