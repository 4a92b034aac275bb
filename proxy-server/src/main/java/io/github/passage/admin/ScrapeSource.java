package io.github.passage.admin;

import java.io.IOException;
import java.io.OutputStream;

/** The metrics, in one of the formats of Prometheus. */
public interface ScrapeSource {
    /**
     * The content type that suits best.
     *
     * @param accept the request's Accept header, empty if it has none
     */
    String contentType(String accept);

    /** Writes all metrics in the format that suits best. */
    void scrape(String accept, OutputStream to) throws IOException;
}
