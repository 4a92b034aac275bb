package io.github.passage.doctor;

import io.github.passage.doctor.EndpointFacts.Speech;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with an endpoint: a pure function of what was measured. */
public final class Findings {
    private static final int WELL = 0;
    private static final int FAULTY = 1;
    private static final int NO_SERVER = 3;

    private Findings() {}

    /** Everything found, the worst first. */
    public static List<Finding> of(EndpointFacts facts) {
        List<Finding> found = new ArrayList<>();
        if (facts.greeting().speech() != Speech.FTP
                || !facts.greeting().answer().isOf(2)) {
            found.add(ArrivalFindings.of(facts));
        } else {
            found.addAll(LoginFindings.of(facts));
            found.addAll(PassiveFindings.of(facts));
        }
        found.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(found);
    }

    /**
     * What scripts are told.
     *
     * @return 0 if every passive client works; 1 if something breaks some or all, or could not be examined; 3 if there is no FTP
     *     server
     */
    public static int exitCode(EndpointFacts facts) {
        if (!facts.isFtp()) {
            return NO_SERVER;
        }
        return of(facts).stream().allMatch(finding -> finding.severity() == Severity.NOTE) ? WELL : FAULTY;
    }
}
