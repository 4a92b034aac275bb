package io.github.passage.address;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may come.
 *
 * @param admit networks that may; empty for every one
 * @param deny networks that may not, whatever {@code admit} says
 */
public record AccessList(List<Cidr> admit, List<Cidr> deny) {
    /** Every address. */
    public static final AccessList EVERYBODY = new AccessList(List.of(), List.of());

    /** Copies the lists. */
    public AccessList {
        admit = List.copyOf(admit);
        deny = List.copyOf(deny);
    }

    /** Whether an address may come. */
    public boolean admits(InetAddress address) {
        return (admit.isEmpty() || holds(admit, address)) && !holds(deny, address);
    }

    /** Whether every address may come. */
    public boolean isOpen() {
        return admit.isEmpty() && deny.isEmpty();
    }

    /** The same with further networks admitted, if not every one is already. */
    public AccessList alsoAdmitting(List<Cidr> others) {
        return admit.isEmpty()
                ? this
                : new AccessList(Stream.concat(admit.stream(), others.stream()).toList(), deny);
    }

    /** The IPv4 networks that are left of those admitted when those denied are taken out; all must be IPv4. */
    public List<Cidr> admittedV4() {
        if (deny.isEmpty()) {
            return admit;
        }
        List<Cidr> notAdmitted = admit.isEmpty() ? List.of() : Cidr.outsideV4(admit);
        return Cidr.outsideV4(Stream.concat(notAdmitted.stream(), deny.stream()).toList());
    }

    private static boolean holds(List<Cidr> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
