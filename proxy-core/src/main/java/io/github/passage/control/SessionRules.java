package io.github.passage.control;

import io.github.passage.address.PortRange;
import io.github.passage.ftp.Verb;
import io.github.passage.passive.AdvertisedAddress;
import io.github.passage.passive.PolicyKind;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the transition function needs to know besides the state; fixed for the session.
 *
 * @param advertised what 227 replies carry
 * @param policy the kind of policy that decided so
 * @param epsv what becomes of EPSV
 * @param auth what becomes of AUTH
 * @param dataPorts the ports that this hop listens on
 * @param advertisedPorts the ports that clients are told, of equal number
 * @param heldReplyLines bound of a passive reply of several lines, which must be held whole
 */
record SessionRules(
        AdvertisedAddress advertised,
        PolicyKind policy,
        EpsvMode epsv,
        AuthMode auth,
        PortRange dataPorts,
        PortRange advertisedPorts,
        int heldReplyLines) {

    /** Whether replies keep every byte, so that the announced port itself must be reserved. */
    boolean keepsReplies() {
        return advertised instanceof AdvertisedAddress.Announced;
    }

    /** The features that leave the FEAT reply. */
    Set<String> refusedFeatures() {
        return refusedVerbs().stream().map(Verb::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The commands that Passage answers itself. */
    Set<Verb> refusedVerbs() {
        // LPSV carries an address that nobody rewrites (RFC 1639); no client sends it where PASV and EPSV exist.
        EnumSet<Verb> refused = EnumSet.of(Verb.LPSV);
        EnumSet.allOf(Verb.class).stream().filter(Verb::asksForActiveMode).forEach(refused::add);
        if (epsv == EpsvMode.REFUSE) {
            refused.add(Verb.EPSV);
        }
        if (auth == AuthMode.REFUSE) {
            refused.addAll(EnumSet.of(Verb.AUTH, Verb.ADAT, Verb.CCC, Verb.PBSZ, Verb.PROT));
        }
        return refused;
    }
}
