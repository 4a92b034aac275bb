/** Real FTP servers on loopback addresses of their own, and the routes that lead to them. */
@NullMarked
package io.github.passage.it.server;

import org.jspecify.annotations.NullMarked;
