/** Session transcripts: what was said on both control connections of a session, redacted, in a file of its own. */
@NullMarked
package io.github.passage.transcripts;

import org.jspecify.annotations.NullMarked;
