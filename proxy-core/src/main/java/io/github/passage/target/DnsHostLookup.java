package io.github.passage.target;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.resolver.HostsFileEntriesProvider;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsCacheEntry;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.EventExecutor;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up in the hosts file, then with the system's name servers and search domains. Of a name with addresses of both families
 * the IPv4 ones count: else each server would be there twice, and PASV has no words for IPv6.
 */
final class DnsHostLookup implements HostLookup {
    /** A hosts file has no times to live. */
    private static final Duration HOSTS_FILE = Duration.ofSeconds(30);

    private final DnsNameResolver resolver;
    private final EventExecutor loop;
    private final Optional<InetAddress> dialFrom;
    private final Lives lives = new Lives();
    private final AtomicInteger asking = new AtomicInteger();

    /**
     * A lookup.
     *
     * @param builder a resolver that does not run yet
     * @param loop where it is called from
     * @param dialFrom whose family alone counts, empty if either does
     */
    DnsHostLookup(DnsNameResolverBuilder builder, EventExecutor loop, Optional<InetAddress> dialFrom) {
        this.loop = loop;
        this.dialFrom = dialFrom;
        this.resolver = builder.resolveCache(lives)
                .hostsFileEntriesResolver((name, types) -> null)
                .build();
    }

    @Override
    public CompletionStage<HostAnswer> lookUp(String name) {
        // Files are read apart from event loops.
        return CompletableFuture.supplyAsync(() -> usable(inHostsFile(name)), Thread::startVirtualThread)
                .thenComposeAsync(
                        local -> local.isEmpty()
                                ? ask(name)
                                : CompletableFuture.completedFuture(new HostAnswer(local, HOSTS_FILE)),
                        loop);
    }

    private static Stream<InetAddress> inHostsFile(String name) {
        String key = (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).toLowerCase(Locale.ROOT);
        HostsFileEntriesProvider hosts = HostsFileEntriesProvider.parser().parseSilently();
        return Stream.concat(
                hosts.ipv4Entries().getOrDefault(key, List.of()).stream(),
                hosts.ipv6Entries().getOrDefault(key, List.of()).stream());
    }

    private CompletableFuture<HostAnswer> ask(String name) {
        CompletableFuture<HostAnswer> result = new CompletableFuture<>();
        asking.incrementAndGet();
        resolver.resolveAll(name).addListener(done -> {
            if (done.isSuccess()) {
                List<InetAddress> found = usable(((List<?>) done.getNow())
                        .stream().filter(InetAddress.class::isInstance).map(InetAddress.class::cast));
                HostAnswer answer = new HostAnswer(found, lives.shortest(found));
                forget();
                if (found.isEmpty()) {
                    result.completeExceptionally(new IllegalStateException("no address of the family of dial-from"));
                } else {
                    result.complete(answer);
                }
            } else {
                forget();
                result.completeExceptionally(done.cause());
            }
        });
        return result;
    }

    /** Times to live are of use until the answers are complete; others may still be on their way. */
    private void forget() {
        if (asking.decrementAndGet() == 0) {
            lives.clear();
        }
    }

    private List<InetAddress> usable(Stream<InetAddress> found) {
        List<InetAddress> all = found.toList();
        List<InetAddress> v4 = of(all, Inet4Address.class::isInstance);
        List<InetAddress> v6 = of(all, Inet6Address.class::isInstance);
        return dialFrom.map(from -> from instanceof Inet4Address ? v4 : v6).orElse(v4.isEmpty() ? v6 : v4);
    }

    private static List<InetAddress> of(List<InetAddress> all, Predicate<InetAddress> family) {
        return all.stream().filter(family).distinct().toList();
    }

    @Override
    public void close() {
        resolver.close();
    }

    /** Never remembers an answer, and notes how long it holds, which the resolver tells nobody else. */
    private static final class Lives implements DnsCache {
        private final Map<InetAddress, Long> seconds = new ConcurrentHashMap<>();

        Duration shortest(List<InetAddress> addresses) {
            return Duration.ofSeconds(addresses.stream()
                    .mapToLong(address -> seconds.getOrDefault(address, 0L))
                    .min()
                    .orElse(0));
        }

        @Override
        public DnsCacheEntry cache(
                String host, DnsRecord @Nullable [] more, InetAddress address, long originalTtl, EventLoop loop) {
            seconds.merge(address, originalTtl, Math::min);
            return new Noted(address);
        }

        @Override
        public DnsCacheEntry cache(String host, DnsRecord @Nullable [] more, Throwable cause, EventLoop loop) {
            return new Noted(null);
        }

        @Override
        public @Nullable List<? extends DnsCacheEntry> get(String host, DnsRecord @Nullable [] more) {
            return null;
        }

        @Override
        public void clear() {
            seconds.clear();
        }

        @Override
        public boolean clear(String host) {
            return false;
        }
    }

    private record Noted(@Nullable InetAddress address) implements DnsCacheEntry {
        @Override
        public @Nullable Throwable cause() {
            return null;
        }
    }
}
