/** Event loops and channel types (epoll, else NIO), accepting and dialling; knows nothing of FTP. */
@NullMarked
package io.github.passage.transport;

import org.jspecify.annotations.NullMarked;
