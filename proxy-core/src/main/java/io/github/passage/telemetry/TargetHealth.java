package io.github.passage.telemetry;

/** The state of a target in its target group. */
public enum TargetHealth {
    /** Registered, not probed yet: in service only while no other target is healthy. */
    INITIAL("initial"),
    /** Gets connections. */
    HEALTHY("healthy"),
    /** Gets none while others are healthy. */
    UNHEALTHY("unhealthy"),
    /** Deregistered, its connections may go on for the deregistration delay. */
    DRAINING("draining"),
    /** Not registered. */
    UNUSED("unused");

    private final String label;

    TargetHealth(String label) {
        this.label = label;
    }

    /** The name in logs and metrics. */
    public String label() {
        return label;
    }
}
