package io.github.passage.reload;

import io.github.passage.hop.FtpHopSettings;
import java.util.ArrayList;
import java.util.List;

/** What has to be done to run another configuration. */
sealed interface ReloadPlan {
    /** It says the same. */
    record Nothing() implements ReloadPlan {}

    /**
     * It cannot be run without a restart, or not yet.
     *
     * @param reasons at least one, each naming a key, what it says and what was expected
     * @param passing whether all of them pass when sessions have ended
     */
    record Refused(List<String> reasons, boolean passing) implements ReloadPlan {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Hops change, come and go, or what is only looked at later differs.
     *
     * @param changed hops that stay, with what they are to be
     * @param added hops that are not there yet
     * @param removed names of hops that are to take no more sessions
     * @param order names of all that are there afterwards, in the order of the file
     */
    record Steps(List<FtpHopSettings> changed, List<FtpHopSettings> added, List<String> removed, List<String> order)
            implements ReloadPlan {
        public Steps {
            changed = List.copyOf(changed);
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            order = List.copyOf(order);
        }

        /** For the log. */
        String summary() {
            List<String> parts = new ArrayList<>();
            changed.forEach(hop -> parts.add("hop " + hop.name() + " changed"));
            added.forEach(hop -> parts.add("hop " + hop.name() + " added"));
            removed.forEach(hop -> parts.add("hop " + hop + " taken away"));
            return parts.isEmpty() ? "no hop changed" : String.join(", ", parts);
        }
    }
}
