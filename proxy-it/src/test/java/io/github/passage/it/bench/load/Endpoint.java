package io.github.passage.it.bench.load;

import java.net.InetSocketAddress;

/**
 * Where clients connect.
 *
 * @param control of the subject
 * @param source the address that clients have, with port 0
 */
public record Endpoint(InetSocketAddress control, InetSocketAddress source) {}
