package io.github.passage.lab.transfer;

import java.net.InetAddress;

/**
 * What a data connection must share with its control connection to meet it. AWS Transfer Family "uses the source IP address to shard
 * your connections across our data plane"
 * (<a href="https://docs.aws.amazon.com/transfer/latest/userguide/infrastructure-security.html">Infrastructure security</a>).
 */
public enum Affinity {
    /** The source address. */
    SOURCE,
    /** The endpoint address. */
    ENDPOINT,
    /** Nothing: one data plane for all. */
    NONE;

    /** The part of the data plane that a connection belongs to. */
    Object shard(InetAddress source, InetAddress endpoint) {
        return switch (this) {
            case SOURCE -> source;
            case ENDPOINT -> endpoint;
            case NONE -> NONE;
        };
    }
}
