package io.github.passage.telemetry;

/** What came of a look at a configuration that may have changed. */
public enum ReloadResult {
    /** It runs now. */
    APPLIED("applied"),
    /** It cannot be run; the one before goes on. */
    REFUSED("refused"),
    /** It says the same as the one that runs. */
    UNCHANGED("unchanged"),
    /** Files that it names say something else, which counts from now on. */
    RENEWED("renewed");

    private final String label;

    ReloadResult(String label) {
        this.label = label;
    }

    /** The label of metrics and logs. */
    public String label() {
        return label;
    }
}
