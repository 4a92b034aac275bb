package io.github.passage.lab.profile;

/**
 * What a client does about EPSV.
 *
 * @param needsFeat whether it sends EPSV only if the reply to FEAT lists it; if it is not listed, that counts as {@code refused}
 * @param sendsAll whether {@code EPSV ALL} goes before the first EPSV; a refusal of it counts as one of EPSV
 * @param dials where it expects the port that a 229 names
 * @param refused after any negative reply but 522, that is after 500 and 502
 * @param protocolRefused after 522, by which a server says that it cannot do this address family
 * @param portRefused after a data port that refuses the connection
 * @param portSilent after a data port that does not answer
 */
public record EpsvRules(
        boolean needsFeat,
        boolean sendsAll,
        Port dials,
        Reaction refused,
        Reaction protocolRefused,
        Reaction portRefused,
        Reaction portSilent) {

    /** The address at which the port of a 229 is dialled. */
    public enum Port {
        /** The control connection's, as RFC 2428 says. */
        CONTROL,
        /** What an earlier 227 of this attempt said, a mistake; the control connection's if there was none. */
        LAST_ANNOUNCED
    }
}
