package io.github.passage.control;

/** What becomes of a client's EPSV (RFC 2428 section 3). */
public enum EpsvMode {
    /** Forwarded; of the 229 only the port is replaced. */
    PASS,
    /**
     * Answered 500, after which every known client goes on to PASV. Never 522, after which several give up; also for EPSV
     * ALL.
     */
    REFUSE
}
