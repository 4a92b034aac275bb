package io.github.passage.lab.topology.file;

import io.github.passage.config.Section;
import io.github.passage.lab.topology.TargetGroupRules;
import io.github.passage.lab.topology.TargetGroupRules.HealthCheckRules;
import io.github.passage.lab.topology.TargetGroupRules.ProxyHeader;
import java.time.Duration;

/** Reads the attributes of a load balancer's target groups. */
final class TargetGroupReader {
    private static final Duration DELAY = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int THRESHOLD = 3;
    private static final HealthCheckRules UNREAD =
            new HealthCheckRules(true, 0, INTERVAL, TIMEOUT, THRESHOLD, THRESHOLD);

    private TargetGroupReader() {}

    /**
     * The attributes of one kind of ports: those of {@code target-group} where the kind's own object does not say otherwise.
     *
     * @param balancer with its defaults
     * @param defaults of target groups, to go on with after a mistake
     * @param kind {@code control} or {@code data}
     */
    static TargetGroupRules of(Section balancer, Section defaults, String kind) {
        Section common = balancer.child("target-group").orElse(defaults);
        TargetGroupRules rules = read(common);
        if (!balancer.has(kind)) {
            return rules;
        }
        return balancer.child(kind).map(own -> read(own.over(common))).orElse(rules);
    }

    private static TargetGroupRules read(Section section) {
        TargetGroupRules rules = new TargetGroupRules(
                section.required("sticky", Kinds.SWITCH).orElse(false),
                section.required("preserve-client-ip", Kinds.SWITCH).orElse(false),
                section.required("proxy-protocol", Kinds.oneOf(ProxyHeader.values()))
                        .orElse(ProxyHeader.OFF),
                section.child("health-check").map(TargetGroupReader::check).orElse(UNREAD),
                section.required("deregistration-delay", Kinds.DELAY).orElse(DELAY),
                section.required("terminate-at-deregistration", Kinds.SWITCH).orElse(false),
                section.required("terminate-unhealthy", Kinds.SWITCH).orElse(true));
        section.rejectOthers();
        return rules;
    }

    private static HealthCheckRules check(Section section) {
        HealthCheckRules rules = new HealthCheckRules(
                section.required("enabled", Kinds.SWITCH).orElse(true),
                section.required("port", Kinds.PROBED_PORT).orElse(0),
                section.required("interval", Kinds.INTERVAL).orElse(INTERVAL),
                section.required("timeout", Kinds.TIMEOUT).orElse(TIMEOUT),
                section.required("healthy-threshold", Kinds.THRESHOLD).orElse(THRESHOLD),
                section.required("unhealthy-threshold", Kinds.THRESHOLD).orElse(THRESHOLD));
        section.rejectOthers();
        return rules;
    }
}
