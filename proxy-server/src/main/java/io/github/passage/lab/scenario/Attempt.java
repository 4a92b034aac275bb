package io.github.passage.lab.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A step of a client inside a condition that is looked at again and again. */
@FunctionalInterface
interface Attempt<T> {
    T make() throws IOException;

    /** The step's result; its failure ends the script. */
    static <T> T of(Attempt<T> attempt) {
        try {
            return attempt.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the step ends without a failure of the network. */
    static boolean succeeds(Attempt<?> attempt) {
        try {
            attempt.make();
            return true;
        } catch (IOException failed) {
            return false;
        }
    }
}
