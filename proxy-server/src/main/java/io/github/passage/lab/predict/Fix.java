package io.github.passage.lab.predict;

import java.util.List;

/**
 * A change after which a transfer works, found by trying it.
 *
 * @param kind what is changed
 * @param text for people
 * @param breaks the clients of the same topology that work now and would not any more, by route, for example
 *     {@code laptop > nlb.b: wget}
 */
public record Fix(Change.Kind kind, String text, List<String> breaks) {
    /** Copies the list. */
    public Fix {
        breaks = List.copyOf(breaks);
    }

    /** One line for people. */
    public String inWords() {
        if (breaks.isEmpty()) {
            return text;
        }
        String more = breaks.size() > 1 ? " and " + (breaks.size() - 1) + " more" : "";
        return text + " (breaks " + breaks.getFirst() + more + ")";
    }
}
