package io.github.passage.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The two ends of the client's control connection.
 *
 * @param client where the client is
 * @param reached the address that it reached here
 */
record SessionPeers(InetSocketAddress client, InetSocketAddress reached) {
    InetAddress clientAddress() {
        return client.getAddress();
    }
}
