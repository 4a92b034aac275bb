package io.github.passage.lab.live;

import java.util.List;

/**
 * A running lab, to be looked at and changed. Every method may be called from any thread but an event loop, and returns when the
 * change has taken effect.
 *
 * <p>Each change throws {@link LabRefusal} and changes nothing if a name is unknown, a value is bad, or the change conflicts with
 * the state of things.
 */
public interface LiveLab {
    /** The topology with the state of each part. */
    LabView view();

    /** Sets what a server announces; takes effect only when it is stopped and started, as AWS Transfer Family's does. */
    void setPassiveIp(String server, String passiveIp);

    /** Stops a server; ends its sessions. */
    void stopServer(String server);

    /** Starts a server that is offline. */
    void startServer(String server);

    /** Sets the passive address policy of a hop: keep, control, zero or an IPv4 address. */
    void setRewrite(String hop, String policy);

    /**
     * Sets the port that a load balancer's target groups probe.
     *
     * @param group {@code control}, {@code data} or {@code all}
     * @param port {@code traffic-port}, or a port number
     */
    void setHealthCheck(String loadBalancer, String group, String port);

    /** Ends the probing of a load balancer's target groups; their targets count as healthy. */
    void removeHealthCheck(String loadBalancer, String group);

    /** Takes a target, by its server endpoint's name, out of all groups of a load balancer: no new connections. */
    void drainTarget(String loadBalancer, String target);

    /** Takes a target that was taken out in again. */
    void registerTarget(String loadBalancer, String target);

    /** Everything in an availability zone falls silent. */
    void takeZoneDown(String zone);

    /** Everything in an availability zone answers again; connections from before are lost. */
    void bringZoneUp(String zone);

    /** Sessions, newest first, those that ended too as long as they are remembered. */
    List<SessionView> sessions();

    /**
     * Verdicts in the order of their numbers.
     *
     * @param after only those with a greater number; 0 for all that are remembered
     */
    List<VerdictView> verdicts(long after);
}
