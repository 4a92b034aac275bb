/** What is measured: Passage, its peers at their best settings, and no proxy at all. */
@NullMarked
package io.github.passage.it.bench.subject;

import org.jspecify.annotations.NullMarked;
