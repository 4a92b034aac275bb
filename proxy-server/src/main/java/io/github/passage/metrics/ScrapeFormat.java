package io.github.passage.metrics;

/** What a scrape is written in. */
enum ScrapeFormat {
    /** Prometheus' own text format, for everybody. */
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    /** The standard that came of it, with exemplars. */
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    ScrapeFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The format for an Accept header: the standard for whoever names it, as Prometheus does. */
    static ScrapeFormat of(String accept) {
        return accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    }
}
