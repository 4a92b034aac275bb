/** The server behind every subject: FTP as far as the measures need, in a process of its own. */
@NullMarked
package io.github.passage.it.bench.origin;

import org.jspecify.annotations.NullMarked;
