/** Real FTP clients, each made to do one operation and then judged by what arrived. */
@NullMarked
package io.github.passage.it.client;

import org.jspecify.annotations.NullMarked;
