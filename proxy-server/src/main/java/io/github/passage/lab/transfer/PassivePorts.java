package io.github.passage.lab.transfer;

/**
 * The range of data ports of the server.
 *
 * @param first the lowest port, 1-65535
 * @param last the highest port, not below the first, at most 65535
 */
public record PassivePorts(int first, int last) {

    /** The nine ports of AWS Transfer Family. */
    public static final PassivePorts TRANSFER_FAMILY = new PassivePorts(8192, 8200);

    public PassivePorts {
        if (first < 1 || last > 65535 || first > last) {
            throw new IllegalArgumentException(
                    "passive-ports: " + first + "-" + last + " (expected: first-last within 1-65535)");
        }
    }

    /** The number of ports in the range. */
    public int size() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
