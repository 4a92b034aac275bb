package io.github.passage.lab.assembly;

import io.github.passage.lab.live.LabRefusal;
import java.util.Map;

/** Looks names up for a person: an unknown one is refused with those that exist. */
final class Names {
    private Names() {}

    static <T> T find(String kind, Map<String, T> byName, String wanted) {
        T found = byName.get(wanted);
        if (found == null) {
            throw new LabRefusal(
                    LabRefusal.Kind.UNKNOWN_NAME,
                    kind + ": \"" + wanted + "\" (expected: one of " + String.join(", ", byName.keySet()) + ")");
        }
        return found;
    }
}
