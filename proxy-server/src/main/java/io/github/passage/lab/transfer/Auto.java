package io.github.passage.lab.transfer;

/** Which of several endpoint addresses {@code AUTO} announces; AWS says one of them. */
public enum Auto {
    /** The one that the control connection reached. */
    REACHED,
    /** All in turn. */
    ROUND_ROBIN
}
