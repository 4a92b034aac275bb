/** The FTP session: a pure state machine, its effects, and the two legs that carry them out. */
@NullMarked
package io.github.passage.control;

import org.jspecify.annotations.NullMarked;
