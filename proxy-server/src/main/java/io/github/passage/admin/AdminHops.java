package io.github.passage.admin;

import io.github.passage.telemetry.SessionRef;
import java.util.List;

/** The hops of a process, to be looked at and drained. */
public interface AdminHops {
    /** Each hop as it is now. */
    List<HopState> states();

    /**
     * Lets a hop accept nothing new and its sessions come to their end. There is no way back.
     *
     * @return whether there is a hop of that name
     */
    boolean drain(String hop);

    /**
     * Ends a session at once with a 421, its transfers too.
     *
     * @return whether it was open
     */
    boolean end(SessionRef session);
}
