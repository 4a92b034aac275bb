package io.github.passage.cli;

import io.github.passage.admin.ScrapeSource;
import io.github.passage.metrics.Metrics;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The metrics as the admin server wants them.
 *
 * @param metrics what is served
 */
record MetricsScrape(Metrics metrics) implements ScrapeSource {
    @Override
    public String contentType(String accept) {
        return metrics.contentType(accept);
    }

    @Override
    public void scrape(String accept, OutputStream to) throws IOException {
        metrics.scrape(accept, to);
    }
}
