package io.github.passage.lab.live;

import java.util.List;

/**
 * A session as seen at the hop that the client reached.
 *
 * @param id hop and number, for example {@code endpoint.a#3}
 * @param client where it comes from
 * @param reached the address that it reached
 * @param user the name it logged in with, empty before
 * @param state {@code open} or how it ended
 * @param ageSeconds since it began
 * @param passive its latest passive replies, newest first
 */
public record SessionView(
        String id,
        String client,
        String reached,
        String user,
        String state,
        long ageSeconds,
        List<PassiveView> passive) {
    /**
     * A passive reply and what came of it; an address that is not known is empty.
     *
     * @param kind 227 or 229
     * @param announced what the server said, where a hop that rewrites could see it; else as advertised
     * @param advertised what the client was told
     * @param dialled what the client dialled, as far as it can be seen
     * @param observed where the data connection came from
     * @param outcome {@code waiting}, {@code arrived}, {@code completed}, {@code failed}
     * @param bytes bytes moved in both directions
     */
    public record PassiveView(
            int kind,
            String announced,
            String advertised,
            String dialled,
            String observed,
            String outcome,
            long bytes) {}
}
