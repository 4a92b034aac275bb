package io.github.passage.lab.live;

/** A change that a lab does not make, told in one line. */
public final class LabRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /**
     * A refusal.
     *
     * @param kind what is wrong
     * @param message names the value found and what was expected
     */
    public LabRefusal(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** What can be wrong. */
    public enum Kind {
        /** Nothing has that name. */
        UNKNOWN_NAME("unknown-name"),
        /** A value cannot be read, or is out of range. */
        BAD_VALUE("bad-value"),
        /** The change does not fit the present state. */
        CONFLICT("conflict");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The name in the API. */
        public String label() {
            return label;
        }
    }
}
