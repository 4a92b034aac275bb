/** PROXY protocol v2: who a relayed connection's client is, told to the next hop. */
@NullMarked
package io.github.passage.proxyprotocol;

import org.jspecify.annotations.NullMarked;
