package io.github.passage.hop;

import io.github.passage.passive.NameLookup;
import io.github.passage.transport.Transport;
import io.netty.channel.EventLoop;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import java.net.Inet4Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * Looks names up through Netty's resolver, which never blocks and caches each answer for its TTL; where the name servers fail or are
 * slow the last good answer goes on being used.
 */
public final class DnsNameLookup implements NameLookup, AutoCloseable {
    private final EventLoop loop;
    private final DnsNameResolver resolver;
    private final Map<String, KnownName> names = new HashMap<>();

    private DnsNameLookup(EventLoop loop, DnsNameResolver resolver) {
        this.loop = loop;
        this.resolver = resolver;
    }

    /** A lookup with the system's name servers and hosts file. */
    public static DnsNameLookup open(Transport transport) {
        return open(transport.nextLoop(), transport.dnsResolver());
    }

    static DnsNameLookup open(EventLoop loop, DnsNameResolverBuilder builder) {
        return new DnsNameLookup(
                loop,
                builder.eventLoop(loop)
                        .resolvedAddressTypes(ResolvedAddressTypes.IPV4_ONLY)
                        .build());
    }

    @Override
    public CompletionStage<List<Inet4Address>> lookUp(String name) {
        CompletableFuture<List<Inet4Address>> result = new CompletableFuture<>();
        try {
            loop.execute(() -> known(name).lookUp(result));
        } catch (RejectedExecutionException stopped) {
            // Nobody begins a session any more.
            result.complete(List.of());
        }
        return result;
    }

    private KnownName known(String name) {
        return names.computeIfAbsent(name, asked -> new KnownName(loop, () -> resolver.resolveAll(asked)));
    }

    @Override
    public void close() {
        resolver.close();
    }
}
