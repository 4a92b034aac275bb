package io.github.passage.target;

import java.net.InetSocketAddress;

/**
 * A connection as a load balancer sees it.
 *
 * @param source where it comes from
 * @param reached the listener's address that it came to
 */
public record Flow(InetSocketAddress source, InetSocketAddress reached) {}
