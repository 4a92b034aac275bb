package io.github.passage.it.chart;

/**
 * A set of values to be rendered.
 *
 * @param name what is special about it
 * @param waitsFor a key of the configuration that the program must know before it can read what is rendered; empty if any version can
 * @param values YAML
 */
record Combination(String name, String waitsFor, String values) {
    @Override
    public String toString() {
        return name;
    }
}
