/** A look at a real FTP endpoint from where it runs: what was measured, what is wrong with it, and what would mend it. */
@NullMarked
package io.github.passage.doctor;

import org.jspecify.annotations.NullMarked;
