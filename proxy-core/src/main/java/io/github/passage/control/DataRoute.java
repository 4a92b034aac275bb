package io.github.passage.control;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.ReplyKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where an arrived data connection leads.
 *
 * @param kind the passive reply that it answers
 * @param name the control connection's target as the settings name it
 * @param to the server's data port
 * @param from the local address of the control connection, which is used again
 */
record DataRoute(ReplyKind kind, HostPort name, InetSocketAddress to, InetAddress from) {}
