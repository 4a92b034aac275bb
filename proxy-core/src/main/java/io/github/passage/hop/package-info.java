/** A hop assembled: listeners, admission, and relay mode or FTP mode. */
@NullMarked
package io.github.passage.hop;

import org.jspecify.annotations.NullMarked;
