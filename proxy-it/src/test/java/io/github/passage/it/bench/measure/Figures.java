package io.github.passage.it.bench.measure;

/** Where a measure puts what it finds. */
@FunctionalInterface
interface Figures {
    void add(Metric metric, double value);
}
