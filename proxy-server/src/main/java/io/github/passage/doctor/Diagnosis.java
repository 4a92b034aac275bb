package io.github.passage.doctor;

import java.util.List;

/**
 * All that is to be told of an endpoint.
 *
 * @param facts what was measured
 * @param findings what is wrong, the worst first
 * @param forecasts which client programs will work; empty if nothing is known of them
 */
public record Diagnosis(EndpointFacts facts, List<Finding> findings, List<ProgramForecast> forecasts) {
    /** Keeps its own copies. */
    public Diagnosis {
        findings = List.copyOf(findings);
        forecasts = List.copyOf(forecasts);
    }

    /**
     * Judges what was measured.
     *
     * @param clients says what client programs make of it; asked only where there is an FTP server
     */
    public static Diagnosis of(EndpointFacts facts, ClientForecasts clients) {
        return new Diagnosis(facts, Findings.of(facts), facts.isFtp() ? clients.of(facts) : List.of());
    }

    /** 0 all is well, 1 something found, 3 no FTP server: {@link Findings#exitCode}. */
    public int exitCode() {
        return Findings.exitCode(facts);
    }
}
