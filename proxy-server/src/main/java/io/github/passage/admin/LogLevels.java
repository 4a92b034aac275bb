package io.github.passage.admin;

import java.util.SortedMap;

/** The levels of the program's loggers. */
public interface LogLevels {
    /** The level of each logger that has one of its own, by its name; {@code ROOT} is everybody's. */
    SortedMap<String, String> levels();

    /**
     * Sets a level.
     *
     * @param logger its name, {@code ROOT} for all that have none of their own
     * @param level a name of {@link #levels}, or {@code INHERIT} to take back its own
     * @throws IllegalArgumentException saying what was found and what was expected
     */
    void set(String logger, String level);
}
