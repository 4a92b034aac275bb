/** A transcript's client played again against a server, and what the server does otherwise than the recorded one. */
@NullMarked
package io.github.passage.replay;

import org.jspecify.annotations.NullMarked;
