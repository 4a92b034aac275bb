package io.github.passage.lab.trace;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The data connections that the lab's hops pass on to one another. One that comes to a hop and that no other hop passed on is a
 * stranger's, such as a health check's. The two ends of one connection may be told in either order. Not thread-safe.
 */
final class HandOvers {
    /** The two ends of one connection on one machine are told within less. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier clock;
    private final Deque<PassedOn> passedOn = new ArrayDeque<>();
    private final Deque<Arrived> strangers = new ArrayDeque<>();

    /**
     * None yet.
     *
     * @param clock nanoseconds
     */
    HandOvers(LongSupplier clock) {
        this.clock = clock;
    }

    private record PassedOn(Predicate<Arrived> arrival, long at) {}

    private record Arrived(InetSocketAddress source, InetSocketAddress reached, long at) {}

    /**
     * A hop in relay mode passed one on.
     *
     * @return the source that was taken for a stranger and is that hop
     */
    Optional<InetSocketAddress> to(InetSocketAddress target) {
        return passedOn(arrived -> arrived.reached().equals(target));
    }

    /**
     * A hop in FTP mode passed one on, it is not told where to.
     *
     * @return the source that was taken for a stranger and is that hop
     */
    Optional<InetSocketAddress> from(InetAddress hop) {
        return passedOn(arrived -> arrived.source().getAddress().equals(hop));
    }

    private Optional<InetSocketAddress> passedOn(Predicate<Arrived> arrival) {
        long now = forgetOld();
        Optional<InetSocketAddress> known = take(strangers, arrival).map(Arrived::source);
        if (known.isEmpty()) {
            passedOn.addLast(new PassedOn(arrival, now));
        }
        return known;
    }

    /** Whether a connection that came to a hop is, as far as is known by now, none that a hop passed on. */
    boolean isStranger(InetSocketAddress source, InetSocketAddress reached) {
        Arrived arrived = new Arrived(source, reached, forgetOld());
        boolean stranger = take(passedOn, each -> each.arrival().test(arrived)).isEmpty();
        if (stranger) {
            strangers.addLast(arrived);
        }
        return stranger;
    }

    private long forgetOld() {
        long now = clock.getAsLong();
        passedOn.removeIf(each -> now - each.at() > LONGEST_NANOS);
        strangers.removeIf(each -> now - each.at() > LONGEST_NANOS);
        return now;
    }

    private static <T> Optional<T> take(Deque<T> from, Predicate<T> wanted) {
        for (Iterator<T> each = from.iterator(); each.hasNext(); ) {
            T found = each.next();
            if (wanted.test(found)) {
                each.remove();
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
