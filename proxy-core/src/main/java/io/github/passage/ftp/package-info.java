/** FTP commands, replies and passive replies as values: tolerant in, strict out (RFC 959, 2228, 2389, 2428). */
@NullMarked
package io.github.passage.ftp;

import org.jspecify.annotations.NullMarked;
