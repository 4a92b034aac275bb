package io.github.passage.lab.fabric;

import io.github.passage.transport.SocketPlace;
import java.net.InetSocketAddress;

/**
 * Where clients send their DNS queries.
 *
 * @param place where the socket is opened
 * @param address its address and UDP port
 */
public record NameServerPlace(SocketPlace place, InetSocketAddress address) {}
