package io.github.passage.lab.predict;

import io.github.passage.lab.profile.Profile;
import java.util.Optional;

/**
 * One thing to do differently.
 *
 * @param kind what is changed
 * @param text for people, as one would type or set it
 * @param world with the change
 * @param profile the client with the change, where it is the client that changes
 */
public record Change(Kind kind, String text, World world, Optional<Profile> profile) {

    /** What is changed; those that disturb less come first. */
    public enum Kind {
        /** An option of this one client. */
        CLIENT_OPTION,
        /** The port that health checks probe: clients see nothing of it. */
        HEALTH_CHECK_PORT,
        /** An attribute of a target group or load balancer. */
        LOAD_BALANCER,
        /** What the server announces; it must be stopped and started. */
        PASSIVE_IP,
        /** An FTP-aware hop where clients connect. */
        REWRITE,
        /** One server for each zone, each with an address of its own. */
        SERVER_PER_ZONE
    }
}
