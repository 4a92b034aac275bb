package io.github.passage.doctor;

import java.util.List;

/**
 * What becomes of client programs that behave alike.
 *
 * @param programs their names, with the settings that matter, for example {@code curl --disable-epsv}; not empty
 * @param works whether they will transfer files
 * @param why in one sentence
 */
public record ProgramForecast(List<String> programs, boolean works, String why) {
    /** Keeps its own copy. */
    public ProgramForecast {
        programs = List.copyOf(programs);
    }
}
