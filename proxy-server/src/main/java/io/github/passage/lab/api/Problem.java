package io.github.passage.lab.api;

import io.github.passage.lab.live.LabRefusal;
import java.util.Map;

/**
 * A request that is refused, as a problem document (RFC 9457).
 *
 * @param status the HTTP status
 * @param kind the last part of the problem's type
 * @param detail one line for a person
 */
record Problem(int status, String kind, String detail) {
    static final String CONTENT_TYPE = "application/problem+json";

    /** What a request's body may have, in bytes. */
    static final int LARGEST_BODY = 64 * 1024;

    static Problem tooLarge() {
        return new Problem(413, "too-large", "body: more than " + LARGEST_BODY + " bytes (expected: at most that)");
    }

    static Problem of(LabRefusal refusal) {
        int status = switch (refusal.kind()) {
            case UNKNOWN_NAME -> 404;
            case BAD_VALUE -> 400;
            case CONFLICT -> 409;
        };
        return new Problem(status, refusal.kind().label(), String.valueOf(refusal.getMessage()));
    }

    Map<String, Object> document() {
        return Map.of(
                "type", "urn:passage:" + kind, "title", kind.replace('-', ' '), "status", status, "detail", detail);
    }

    /** Carries a problem out of a handler. */
    static final class Raised extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Raised(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
