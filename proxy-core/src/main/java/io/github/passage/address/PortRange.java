package io.github.passage.address;

import java.util.stream.IntStream;

/**
 * A range of TCP ports, both ends included.
 *
 * @param first 1-65535
 * @param last not below {@code first}, at most 65535
 */
public record PortRange(int first, int last) {
    private static final String FORM = "expected: first-last, for example 8192-8200, within 1-65535";

    /** Checks the order and the limits. */
    public PortRange {
        if (first < 1 || last > 65535 || first > last) {
            throw new IllegalArgumentException(first + "-" + last + " (" + FORM + ")");
        }
    }

    /**
     * Parses {@code first-last}, or one port as a range of one.
     *
     * @throws IllegalArgumentException saying what was found and what was expected
     */
    public static PortRange parse(String text) {
        String[] ends = text.trim().split("-", -1);
        try {
            int first = Integer.parseInt(ends[0].trim());
            return switch (ends.length) {
                case 1 -> new PortRange(first, first);
                case 2 -> new PortRange(first, Integer.parseInt(ends[1].trim()));
                default -> throw new IllegalArgumentException("\"" + text + "\" (" + FORM + ")");
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" (" + FORM + ")", e);
        }
    }

    /** Whether the port lies inside. */
    public boolean contains(int port) {
        return port >= first && port <= last;
    }

    /** Number of ports, at least 1. */
    public int size() {
        return last - first + 1;
    }

    /** Whether any port lies in both ranges. */
    public boolean overlaps(PortRange other) {
        return first <= other.last && other.first <= last;
    }

    /**
     * The port at the same place in another range of the same length: what a port-mapping NAT does.
     *
     * @param port a port of this range
     */
    public int translate(int port, PortRange other) {
        return other.first + (port - first);
    }

    /** All ports, ascending. */
    public IntStream ports() {
        return IntStream.rangeClosed(first, last);
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
