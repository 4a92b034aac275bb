package io.github.passage.admin;

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

    static Raised badValue(String detail) {
        return new Raised(new Problem(400, "bad-value", detail));
    }

    static Raised notFound(String kind, String detail) {
        return new Raised(new Problem(404, kind, detail));
    }

    static Raised tooLarge() {
        return new Raised(new Problem(
                413, "too-large", "body: more than " + Request.LARGEST_BODY + " bytes (expected: at most that)"));
    }

    Answer answer() {
        return new Answer(
                status,
                CONTENT_TYPE,
                Map.of(),
                Json.text(Json.object(
                        "type",
                        "urn:passage:" + kind,
                        "title",
                        kind.replace('-', ' '),
                        "status",
                        status,
                        "detail",
                        detail)));
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
