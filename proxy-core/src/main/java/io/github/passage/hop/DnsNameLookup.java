package io.github.passage.hop;

import io.github.passage.passive.NameLookup;
import io.github.passage.transport.Transport;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks names up through Netty's resolver, which never blocks and caches each answer for its TTL; where the name servers fail the
 * last good answer goes on being used.
 */
public final class DnsNameLookup implements NameLookup, AutoCloseable {
    private final DnsNameResolver resolver;
    private final Map<String, List<Inet4Address>> lastGood = new ConcurrentHashMap<>();

    private DnsNameLookup(DnsNameResolver resolver) {
        this.resolver = resolver;
    }

    /** A lookup with the system's name servers and hosts file. */
    public static DnsNameLookup open(Transport transport) {
        return open(transport.dnsResolver());
    }

    static DnsNameLookup open(DnsNameResolverBuilder builder) {
        return new DnsNameLookup(
                builder.resolvedAddressTypes(ResolvedAddressTypes.IPV4_ONLY).build());
    }

    @Override
    public CompletionStage<List<Inet4Address>> lookUp(String name) {
        CompletableFuture<List<Inet4Address>> result = new CompletableFuture<>();
        resolver.resolveAll(name).addListener(future -> {
            if (future.isSuccess()) {
                List<Inet4Address> answers = onlyV4((List<?>) future.getNow());
                lastGood.put(name, answers);
                result.complete(answers);
            } else {
                result.complete(lastGood.getOrDefault(name, List.of()));
            }
        });
        return result;
    }

    private static List<Inet4Address> onlyV4(List<?> answers) {
        return answers.stream()
                .filter(InetAddress.class::isInstance)
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .toList();
    }

    @Override
    public void close() {
        resolver.close();
    }
}
