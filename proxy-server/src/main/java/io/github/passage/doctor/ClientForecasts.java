package io.github.passage.doctor;

import java.util.List;

/** Says which client programs will work with an endpoint, from what was measured of it. */
@FunctionalInterface
public interface ClientForecasts {
    /** Forecasts for programs, those of equal behaviour together; empty if there is nothing to say. */
    List<ProgramForecast> of(EndpointFacts facts);

    /** Says nothing. */
    static ClientForecasts none() {
        return facts -> List.of();
    }
}
