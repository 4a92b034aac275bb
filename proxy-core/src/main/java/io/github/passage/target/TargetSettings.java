package io.github.passage.target;

import io.github.passage.address.HostPort;
import io.github.passage.transport.SocketPlace;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a hop forwards to.
 *
 * @param address host and port, by which people know the target
 * @param choice chooses among several, always the address unless told otherwise
 * @param connectTimeout how long to try, 1 ms to 10 min; the field's default is 10 s
 * @param dialFrom the local address to dial from, null for the system's choice
 * @param place where sockets are opened
 * @param pool the targets of a hop in FTP mode, chosen, looked up and checked by the hop itself; empty where {@code choice} decides
 */
public record TargetSettings(
        HostPort address,
        TargetChoice choice,
        Duration connectTimeout,
        @Nullable InetAddress dialFrom,
        SocketPlace place,
        Optional<PoolSettings> pool) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** What the choice says. */
    public TargetSettings(
            HostPort address,
            TargetChoice choice,
            Duration connectTimeout,
            @Nullable InetAddress dialFrom,
            SocketPlace place) {
        this(address, choice, connectTimeout, dialFrom, place, Optional.empty());
    }

    /** One target, a name for all its addresses, with the defaults of a pool. */
    public TargetSettings(HostPort address, Duration connectTimeout, @Nullable InetAddress dialFrom) {
        this(PoolSettings.of(address), connectTimeout, dialFrom);
    }

    /** The targets of a pool. */
    public TargetSettings(PoolSettings pool, Duration connectTimeout, @Nullable InetAddress dialFrom) {
        this(
                pool.targets().getFirst(),
                TargetChoice.always(new Target(pool.targets().getFirst())),
                connectTimeout,
                dialFrom,
                SocketPlace.HERE,
                Optional.of(pool));
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
