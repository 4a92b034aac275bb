package io.github.passage.metrics;

/** Replies by the first digit of their code. */
enum ReplyClass {
    PRELIMINARY("1xx"),
    COMPLETED("2xx"),
    INTERMEDIATE("3xx"),
    FAILED_FOR_NOW("4xx"),
    FAILED("5xx"),
    OTHER("other");

    private final String label;

    ReplyClass(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static ReplyClass of(int code) {
        return switch (code / 100) {
            case 1 -> PRELIMINARY;
            case 2 -> COMPLETED;
            case 3 -> INTERMEDIATE;
            case 4 -> FAILED_FOR_NOW;
            case 5 -> FAILED;
            default -> OTHER;
        };
    }
}
