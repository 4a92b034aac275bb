package io.github.passage.lab.transfer;

/** Who may wait at a data port; AWS does not say. */
public enum PortUse {
    /** One session at a time: the tenth pending PASV gets 425. */
    EXCLUSIVE,
    /** Several; a connection goes to the session that has waited longest without one. */
    SHARED
}
