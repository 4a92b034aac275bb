package io.github.passage.lab.topology;

import io.github.passage.address.Cidr;

/**
 * A private network.
 *
 * @param name as the pictures show it
 * @param network its addresses; on the loopback fabric a /16 of 127.0.0.0/8
 */
public record Vpc(String name, Cidr network) {}
