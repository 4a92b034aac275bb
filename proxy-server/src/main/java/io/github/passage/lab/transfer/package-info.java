/** A stand-in for an AWS Transfer Family FTP server, on an embedded Apache FtpServer. */
@NullMarked
package io.github.passage.lab.transfer;

import org.jspecify.annotations.NullMarked;
