/** The live book of sessions: which are open, which ended lately, and what happened in each. */
@NullMarked
package io.github.passage.sessions;

import org.jspecify.annotations.NullMarked;
