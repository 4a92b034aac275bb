package io.github.passage.target;

import io.github.passage.address.HostPort;
import io.github.passage.transport.SocketPlace;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a hop forwards to.
 *
 * @param address host and port, by which people know the target
 * @param choice chooses among several, always the address unless told otherwise
 * @param connectTimeout how long to try, 1 ms to 10 min; the field's default is 10 s
 * @param dialFrom the local address to dial from, null for the system's choice
 * @param place where sockets are opened
 */
public record TargetSettings(
        HostPort address,
        TargetChoice choice,
        Duration connectTimeout,
        @Nullable InetAddress dialFrom,
        SocketPlace place) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Always the same target. */
    public TargetSettings(HostPort address, Duration connectTimeout, @Nullable InetAddress dialFrom) {
        this(address, TargetChoice.always(new Target(address)), connectTimeout, dialFrom, SocketPlace.HERE);
    }

    /** Checks the ranges. */
    public TargetSettings {
        if (address.port() == 0) {
            throw new IllegalArgumentException("target: " + address + " (expected: a port from 1 to 65535)");
        }
        if (connectTimeout.toMillis() < 1 || connectTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "timeouts.connect: " + connectTimeout.toMillis() + " ms (expected: 1 ms to 10 min)");
        }
    }
}
