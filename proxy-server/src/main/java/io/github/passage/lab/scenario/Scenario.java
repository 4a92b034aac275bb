package io.github.passage.lab.scenario;

import java.util.List;

/**
 * Something that goes wrong in the field, and a script that makes it happen.
 *
 * @param name in flags
 * @param title one line
 * @param words what goes wrong, why, where it was seen, and what helps; lines of at most 100 characters
 * @param setup what it happens on
 * @param script makes it happen
 */
public record Scenario(String name, String title, List<String> words, Setup setup, Script script) {
    /** Copies the list. */
    public Scenario {
        words = List.copyOf(words);
    }

    /**
     * What a scenario happens on.
     *
     * @param topology a shipped topology's name, or the text of a topology file that includes one
     * @param passiveIp what the servers announce
     * @param timeScale how much faster than in the field
     */
    public record Setup(String topology, String passiveIp, double timeScale) {}

    /** What happens, step by step. */
    @FunctionalInterface
    public interface Script {
        /**
         * Plays it.
         *
         * @throws Exception if a step fails that the scenario does not expect to
         */
        void play(Stage stage) throws Exception;
    }
}
