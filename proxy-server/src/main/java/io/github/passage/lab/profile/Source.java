package io.github.passage.lab.profile;

/** Where a profile comes from. */
public enum Source {
    /** The program was run against scripted servers and watched. */
    MEASURED,
    /** Read in the program's source code. */
    SOURCE_CODE,
    /** As its documentation says. */
    DOCUMENTATION
}
