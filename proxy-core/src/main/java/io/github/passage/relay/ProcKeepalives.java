package io.github.passage.relay;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Sees the keepalives of peers on this machine: the kernel's table of TCP connections shows timer 02 for a socket whose keepalive
 * timer runs, with the time left (proc(5), /proc/net/tcp).
 */
public final class ProcKeepalives implements KeepaliveWitness {
    private static final String KEEPALIVE_TIMER = "02:";
    /** The table counts in hundredths of a second (USER_HZ), on every architecture that Java runs on. */
    private static final int MILLIS_PER_TICK = 10;

    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int TIMER = 5;

    private final Supplier<Stream<String>> table;

    /**
     * A witness.
     *
     * @param table reads the lines of the table that the peers' sockets stand in; called on a thread of its own
     */
    public ProcKeepalives(Supplier<Stream<String>> table) {
        this.table = table;
    }

    @Override
    public CompletionStage<Optional<Duration>> next(InetSocketAddress peer, InetSocketAddress here) {
        CompletableFuture<Optional<Duration>> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("keepalive-witness").start(() -> {
            try (Stream<String> lines = table.get()) {
                answer.complete(find(lines, peer, here));
            } catch (RuntimeException unreadable) {
                answer.complete(Optional.empty());
            }
        });
        return answer;
    }

    /** The same from the table's lines: {@code sl local_address rem_address st queues timer:left ...}. */
    static Optional<Duration> find(Stream<String> lines, InetSocketAddress peer, InetSocketAddress here) {
        String local = hex(peer);
        String remote = hex(here);
        return lines.map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > TIMER)
                .filter(fields -> fields[LOCAL].endsWith(local) && fields[REMOTE].endsWith(remote))
                .filter(fields -> fields[TIMER].startsWith(KEEPALIVE_TIMER))
                .map(fields -> left(fields[TIMER]))
                .findFirst();
    }

    private static Duration left(String timer) {
        return Duration.ofMillis(Long.parseLong(timer.substring(KEEPALIVE_TIMER.length()), 16) * MILLIS_PER_TICK);
    }

    /** The kernel prints an address as one little-endian word; a mapped one of an IPv6 socket ends in the same. */
    private static String hex(InetSocketAddress end) {
        byte[] octets = end.getAddress().getAddress();
        if (!(end.getAddress() instanceof Inet4Address)) {
            return "no IPv4 address";
        }
        return String.format(
                Locale.ROOT, "%02X%02X%02X%02X:%04X", octets[3], octets[2], octets[1], octets[0], end.getPort());
    }
}
