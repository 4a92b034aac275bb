package io.github.passage.passive;

import io.github.passage.passive.PassiveAddressPolicy.ProxyDestination;

/**
 * A policy for some clients. With {@link ProxyDestination} it is only for those of them that come with a PROXY header, so that the
 * others go on to the next rule.
 *
 * @param match which clients
 * @param policy the policy for them
 */
public record PolicyRule(ClientMatch match, PassiveAddressPolicy policy) {
    boolean isFor(ClientView view) {
        return match.matches(view) && (!asksForHeader() || view.node().isPresent());
    }

    /** Whether no client is left for a rule that is asked after this one. */
    public boolean hides(PolicyRule later) {
        return match.holdsAllOf(later.match)
                && (!asksForHeader() || later.asksForHeader() || later.match.needsHeader());
    }

    private boolean asksForHeader() {
        return policy instanceof ProxyDestination;
    }
}
