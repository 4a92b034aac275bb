package io.github.passage.lab.matrix;

import io.github.passage.lab.profile.Profiles;
import java.util.List;

/**
 * One behaviour in one setting.
 *
 * @param setting the row
 * @param clients the programs that behave so
 * @param trials one for each route, at least one
 */
public record Cell(Setting setting, Profiles.Group clients, List<Trial> trials) {
    /** Copies the list. */
    public Cell {
        trials = List.copyOf(trials);
    }

    /** What became of it, all routes together. */
    public Mark mark() {
        if (trials.stream().anyMatch(trial -> trial.forecast().isChance())) {
            return Mark.CHANCE;
        }
        long works = trials.stream().filter(trial -> trial.observed().works()).count();
        if (works == trials.size()) {
            return Mark.WORKS;
        }
        if (works > 0) {
            return Mark.SOME;
        }
        Trial failed = trials.stream()
                .filter(trial -> !trial.observed().works())
                .findFirst()
                .orElseThrow();
        return switch (failed.observed().result()) {
            case REFUSED -> Mark.REFUSED;
            case SILENT -> Mark.SILENT;
            case ACTIVE -> Mark.ACTIVE;
            case CUT -> Mark.CUT;
            case NO_SESSION -> Mark.NO_SESSION;
            case GAVE_UP, WORKS -> Mark.GAVE_UP;
        };
    }

    /** Whether there is something to look at: it fails, or did not come out as foretold. */
    public boolean isRemarkable() {
        return mark() != Mark.WORKS || !agrees();
    }

    /** Whether every trial came out as foretold. */
    public boolean agrees() {
        return trials.stream().allMatch(Trial::agrees);
    }

    /** What a cell of the table shows. */
    public enum Mark {
        /** Works on every route. */
        WORKS("+", "works"),
        /** Works on some routes and fails on others. */
        SOME("/", "works on some routes only"),
        /** A load balancer decides by chance. */
        CHANCE("?", "by chance: a load balancer chooses"),
        /** The data connection is refused. */
        REFUSED("R", "data connection refused"),
        /** The data connection gets no answer. */
        SILENT("T", "data connection times out"),
        /** The client does not dial. */
        GAVE_UP("!", "the client gives up without dialling"),
        /** The data connection stood, and broke. */
        CUT("C", "data connection breaks"),
        /** No login. */
        NO_SESSION("X", "no session"),
        /** The client wants active mode. */
        ACTIVE("A", "active mode, which is refused");

        private final String sign;
        private final String words;

        Mark(String sign, String words) {
            this.sign = sign;
            this.words = words;
        }

        /** One character. */
        public String sign() {
            return sign;
        }

        /** What it means. */
        public String words() {
            return words;
        }
    }
}
