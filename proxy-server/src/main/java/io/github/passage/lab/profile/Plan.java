package io.github.passage.lab.profile;

/**
 * What a client decides on control connections of one address family. EPSV and PASV rules count for methods that the plan reaches.
 *
 * @param first how it begins
 * @param epsv what it does about EPSV
 * @param pasv what it does about PASV
 * @param activeRefused after a negative reply to PORT or EPRT
 */
public record Plan(Method first, EpsvRules epsv, PasvRules pasv, Reaction activeRefused) {

    /** Whether it never asks for a passive port. */
    public boolean isActiveOnly() {
        return first == Method.ACTIVE;
    }
}
