package io.github.passage.passive;

import io.github.passage.address.Cidr;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Which clients a rule is for. What is empty is true of all; all that is given must be true.
 *
 * @param clients the network of the client's address
 * @param endpoint the VPC endpoint that the PROXY header names
 * @param node the destination address that the PROXY header names
 */
public record ClientMatch(Optional<Cidr> clients, Optional<String> endpoint, Optional<InetAddress> node) {
    /** Every client. */
    public static final ClientMatch ALL = new ClientMatch(Optional.empty(), Optional.empty(), Optional.empty());

    /** The clients of one network. */
    public static ClientMatch of(Cidr clients) {
        return new ClientMatch(Optional.of(clients), Optional.empty(), Optional.empty());
    }

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return equals(ALL);
    }

    /** Whether only a client with a PROXY header can match. */
    public boolean needsHeader() {
        return endpoint.isPresent() || node.isPresent();
    }

    boolean matches(ClientView view) {
        return clients.map(network -> network.contains(view.client())).orElse(true)
                && (endpoint.isEmpty() || endpoint.equals(view.endpointId()))
                && (node.isEmpty() || node.equals(view.node()));
    }

    /** Whether all clients that match the other also match this. */
    boolean holdsAllOf(ClientMatch other) {
        return wider(clients, other.clients, ClientMatch::contains)
                && wider(endpoint, other.endpoint, String::equals)
                && wider(node, other.node, InetAddress::equals);
    }

    private static <T> boolean wider(Optional<T> here, Optional<T> there, BiPredicate<T, T> holds) {
        return here.map(one -> there.filter(other -> holds.test(one, other)).isPresent())
                .orElse(true);
    }

    private static boolean contains(Cidr wide, Cidr narrow) {
        return wide.prefix() <= narrow.prefix() && wide.contains(narrow.base());
    }
}
