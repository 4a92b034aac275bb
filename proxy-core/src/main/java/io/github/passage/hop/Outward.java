package io.github.passage.hop;

import io.github.passage.transport.SocketPlace;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a hop in relay mode dials its targets.
 *
 * @param from the local address, null for the system's choice
 * @param preserveSource whether the source of the connection that came is used instead ("client IP preservation")
 * @param connectTimeout how long to try, above zero
 * @param place where sockets are opened
 * @param header whether targets get a PROXY protocol v2 header
 * @param endpointId of the VPC endpoint that this hop stands for, which its header carries
 */
public record Outward(
        @Nullable InetAddress from,
        boolean preserveSource,
        Duration connectTimeout,
        SocketPlace place,
        HeaderOut header,
        Optional<String> endpointId) {
    /** From one address of the process's own network, without a header. */
    public static Outward from(@Nullable InetAddress from, Duration connectTimeout) {
        return new Outward(from, false, connectTimeout, SocketPlace.HERE, HeaderOut.OFF, Optional.empty());
    }

    /** When a PROXY protocol v2 header is sent. */
    public enum HeaderOut {
        /** Never. */
        OFF,
        /** With the client's first bytes, as a Network Load Balancer does unless told otherwise. */
        FIRST_PAYLOAD,
        /** As soon as the connection stands. */
        AT_ONCE
    }
}
