/** Bytes to commands and reply lines: bounded lines, multi-line replies, Telnet sequences. */
@NullMarked
package io.github.passage.ftp.codec;

import org.jspecify.annotations.NullMarked;
