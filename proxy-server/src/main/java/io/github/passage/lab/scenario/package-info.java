/** Named scenarios: a topology, what happens on it, and a script that makes it happen and looks whether it did. */
@NullMarked
package io.github.passage.lab.scenario;

import org.jspecify.annotations.NullMarked;
