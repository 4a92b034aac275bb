/** The matrix: every client behaviour against every setting of every topology, foretold and really done. */
@NullMarked
package io.github.passage.lab.matrix;

import org.jspecify.annotations.NullMarked;
