package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.subject.Subject;
import io.github.passage.it.bench.subject.Subjects;

/** What is measured of an instance that has done nothing yet, so not where there is no proxy, and with nothing to warm up. */
interface OfFreshInstances extends Measure {
    @Override
    default boolean applies(Subject subject) {
        return !subject.name().equals(Subjects.DIRECT);
    }

    @Override
    default int timesToWarmUp() {
        return 0;
    }
}
