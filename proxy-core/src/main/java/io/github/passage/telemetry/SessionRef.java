package io.github.passage.telemetry;

/**
 * Which session of which hop.
 *
 * @param hop the hop's name
 * @param number counts the hop's sessions from 1
 */
public record SessionRef(String hop, long number) {
    @Override
    public String toString() {
        return hop + "#" + number;
    }
}
