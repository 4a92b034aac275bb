package io.github.passage.it.bench.load;

/** What is read when a load begins and when it ends, such as processor time. */
@FunctionalInterface
public interface Meter {
    /** Its reading, in nanoseconds of processor time. */
    long read();
}
