package io.github.passage.lab.profile;

import java.util.Set;

/**
 * What a client does about PASV.
 *
 * @param understood the liberties in a 227's format that it can read; it can always read {@code (h1,h2,h3,h4,p1,p2)}
 * @param address where it dials
 * @param refused after a negative reply
 * @param unreadable after a 227 that it cannot read
 * @param foreign after a 227 whose address it refuses, without having dialled
 * @param portRefused after a data port that refuses the connection, or that it has closed as not the control connection's peer
 * @param portSilent after a data port that does not answer
 */
public record PasvRules(
        Set<Liberty> understood,
        AddressChoice address,
        Reaction refused,
        Unreadable unreadable,
        Reaction foreign,
        Reaction portRefused,
        Reaction portSilent) {

    /** Makes it immutable. */
    public PasvRules {
        understood = Set.copyOf(understood);
    }

    /** Whether it can read this 227, given its text with or without the code. */
    public boolean canRead(String text) {
        return understood.containsAll(Liberty.in(text));
    }

    /**
     * What an unreadable 227 leads to.
     *
     * @param reaction what it does then, if it notices
     * @param dialsPortZero whether it does not notice and dials port 0 at the control connection's address
     */
    public record Unreadable(Reaction reaction, boolean dialsPortZero) {}
}
