package io.github.passage.it.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program told at {@code /metrics}.
 *
 * @param text in the format of Prometheus
 */
public record Scrape(String text) {
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-z_]+)(?:\\{([^}]*)})? (\\S+)$");
    private static final int LIMIT_MILLIS = 20_000;

    /**
     * Asks for it now.
     *
     * @param admin the URL of the admin server
     */
    public static Scrape of(String admin) throws IOException {
        URLConnection connection = URI.create(admin + "/metrics").toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        try (InputStream told = connection.getInputStream()) {
            return new Scrape(new String(told.readAllBytes(), UTF_8));
        }
    }

    /**
     * The sum of the series of a metric.
     *
     * @param labels that they have, as {@code hop="edge"}
     * @return 0 if there are none
     */
    public double sum(String metric, String... labels) {
        double sum = 0;
        Matcher series = SERIES.matcher(text);
        while (series.find()) {
            List<String> found = series.group(2) == null
                    ? List.of()
                    : List.of(series.group(2).split(",", -1));
            if (series.group(1).equals(metric) && found.containsAll(List.of(labels))) {
                sum += Double.parseDouble(series.group(3));
            }
        }
        return sum;
    }
}
