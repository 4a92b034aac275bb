package io.github.passage.replica;

import io.github.passage.address.PortRange;

/**
 * The data ports shared out among a fixed number of slots, in order. Where they do not divide evenly, the first slices have one port
 * more. The shares depend on nothing but this, so all replicas know whose a port is without asking.
 *
 * @param ports all data ports
 * @param slots the largest number of replicas, from 1 to the number of ports
 */
public record Slices(PortRange ports, int slots) {
    /** Checks that every slot has a port. */
    public Slices {
        if (slots < 1 || slots > ports.size()) {
            throw new IllegalArgumentException("replicas.slots: " + slots + " (expected: 1-" + ports.size()
                    + ", at least one of the data-ports " + ports + " for each)");
        }
    }

    /**
     * The ports of a slot.
     *
     * @param ordinal from 0, below the number of slots
     */
    public PortRange of(int ordinal) {
        if (ordinal < 0 || ordinal >= slots) {
            throw new IllegalArgumentException("replicas.ordinal: " + ordinal + " (expected: 0-" + (slots - 1)
                    + ", below replicas.slots " + slots + ")");
        }
        int first = ports.first() + ordinal * share() + Math.min(ordinal, larger());
        return new PortRange(first, first + share() - (ordinal < larger() ? 0 : 1));
    }

    /**
     * The slot that a port belongs to.
     *
     * @param port one of the data ports
     */
    public int ownerOf(int port) {
        if (!ports.contains(port)) {
            throw new IllegalArgumentException(port + " (expected: one of " + ports + ")");
        }
        int place = port - ports.first();
        int inLarger = larger() * (share() + 1);
        return place < inLarger ? place / (share() + 1) : larger() + (place - inLarger) / share();
    }

    private int share() {
        return ports.size() / slots;
    }

    /** How many slices have one port more than their share. */
    private int larger() {
        return ports.size() % slots;
    }
}
