package io.github.passage.passive;

import java.net.Inet4Address;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks up the IPv4 addresses of DNS names without blocking the caller. */
@FunctionalInterface
public interface NameLookup {
    /**
     * Looks a name up.
     *
     * @return completes, on any thread, with the addresses in the order of the answer; never exceptionally: empty if nothing is
     *     known, the last good answer if the name servers fail now, or are slow, but did not before
     */
    CompletionStage<List<Inet4Address>> lookUp(String name);
}
