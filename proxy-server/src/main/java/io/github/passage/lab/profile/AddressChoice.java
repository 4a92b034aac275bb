package io.github.passage.lab.profile;

import io.github.passage.address.Routability;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * How a client chooses the address to dial after a 227.
 *
 * @param rules the first that applies decides
 * @param otherwise what is dialled if none applies
 * @param thenControl whether the control connection's address is dialled, too, once the announced one has failed
 * @param verifiesPeer whether it closes a data connection that is not to the control connection's address
 */
public record AddressChoice(List<Rule> rules, Choice otherwise, boolean thenControl, boolean verifiesPeer) {

    /** Makes it immutable. */
    public AddressChoice {
        rules = List.copyOf(rules);
    }

    /**
     * Decides, on the addresses as the client sees them.
     *
     * @param announced the 227's address
     * @param control the address that the control connection was made to, of either family
     */
    public Choice decide(Inet4Address announced, InetAddress control) {
        return rules.stream()
                .filter(rule -> rule.applies(announced, control))
                .findFirst()
                .map(Rule::then)
                .orElse(otherwise);
    }

    /** What to do about a 227's address. */
    public enum Choice {
        /** Dial it. */
        ANNOUNCED,
        /** Dial the control connection's address at the announced port. */
        CONTROL,
        /** Do not dial; see {@link PasvRules#foreign}. */
        REFUSE
    }

    /**
     * A condition on both addresses, and what it leads to.
     *
     * @param announced the classes that the announced address may be of; all, for any
     * @param control the same of the control connection's address
     * @param different whether it applies only if the two are not the same
     * @param then what to do
     */
    public record Rule(Set<Routability> announced, Set<Routability> control, boolean different, Choice then) {

        /** Makes it immutable, and checks that it can apply. */
        public Rule {
            announced = Set.copyOf(announced);
            control = Set.copyOf(control);
            if (announced.isEmpty() || control.isEmpty()) {
                throw new IllegalArgumentException("no class of addresses (expected: at least one)");
            }
        }

        boolean applies(Inet4Address announcedAddress, InetAddress controlAddress) {
            return announced.contains(Routability.of(announcedAddress))
                    && control.contains(Routability.of(controlAddress))
                    && !(different && announcedAddress.equals(controlAddress));
        }
    }
}
