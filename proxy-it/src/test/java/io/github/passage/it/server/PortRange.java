package io.github.passage.it.server;

/**
 * TCP ports from {@code first} to {@code last}, both included.
 *
 * @param first at least 1024, so that no privilege is needed
 * @param last at least {@code first}, at most 65535
 */
public record PortRange(int first, int last) {
    public PortRange {
        if (first < 1024 || last < first || last > 65535) {
            throw new IllegalArgumentException(
                    "ports: %d-%d (expected: 1024 <= first <= last <= 65535)".formatted(first, last));
        }
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
