package io.github.passage.it.client;

import io.github.passage.it.server.Account;
import io.github.passage.it.tool.ItLogs;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One session to be held.
 *
 * @param address where the client connects to
 * @param label names the session's logs
 * @param limit the time after which the client is ended, and the test fails
 */
public record Login(InetSocketAddress address, Account account, ItLogs logs, String label, Duration limit) {
    String host() {
        return address.getAddress().getHostAddress();
    }

    String port() {
        return String.valueOf(address.getPort());
    }
}
