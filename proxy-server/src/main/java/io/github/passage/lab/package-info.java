/** The lab: a simulated path to an FTP server, started and stopped as one. */
@NullMarked
package io.github.passage.lab;

import org.jspecify.annotations.NullMarked;
