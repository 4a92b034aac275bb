/** PROXY protocol, versions 1 and 2: who a connection's client is, read from its first bytes and told to the next hop. */
@NullMarked
package io.github.passage.proxyprotocol;

import org.jspecify.annotations.NullMarked;
