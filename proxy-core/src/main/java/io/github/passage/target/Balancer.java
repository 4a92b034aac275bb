package io.github.passage.target;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses a target for a session: a pure function of the candidates. */
final class Balancer {
    /** The same in every process, so that replicas lead a client to the same target. */
    private static final FlowHash BY_SOURCE = new FlowHash("pool", Stickiness.SOURCE_IP);

    private Balancer() {}

    /**
     * Chooses.
     *
     * @param flow the client's control connection
     * @param all those that may be chosen, in a steady order; if none is healthy, one is chosen all the same ("fail-open")
     * @param turn how many were chosen before
     * @return empty if there is none
     */
    static Optional<Target> choose(Balance balance, Flow flow, List<Candidate> all, long turn) {
        int best = all.stream().mapToInt(Candidate::rank).min().orElse(0);
        List<Candidate> some =
                all.stream().filter(candidate -> candidate.rank() == best).toList();
        return switch (balance) {
            case ROUND_ROBIN -> inTurn(some, turn);
            case LEAST_SESSIONS -> inTurn(leastBusy(some), turn);
            case SOURCE_HASH ->
                BY_SOURCE.choose(flow, some.stream().map(Candidate::target).toList());
        };
    }

    private static List<Candidate> leastBusy(List<Candidate> some) {
        int fewest = some.stream()
                .min(Comparator.comparingInt(Candidate::sessions))
                .map(Candidate::sessions)
                .orElse(0);
        return some.stream().filter(candidate -> candidate.sessions() == fewest).toList();
    }

    private static Optional<Target> inTurn(List<Candidate> some, long turn) {
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        some.get((int) Math.floorMod(turn, (long) some.size())).target());
    }
}
