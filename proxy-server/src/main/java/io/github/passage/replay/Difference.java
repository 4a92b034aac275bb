package io.github.passage.replay;

/**
 * Where a server did something else than the recorded one.
 *
 * @param line of the transcript
 * @param sent the last thing that the client did before
 * @param expected what the transcript says
 * @param got what came, without passwords
 */
public record Difference(int line, String sent, String expected, String got) {
    /** One paragraph. */
    @Override
    public String toString() {
        return "line " + line + ": after " + sent + ", the recorded server answered " + expected + "; this one " + got
                + ".";
    }
}
