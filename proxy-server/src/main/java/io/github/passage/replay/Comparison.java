package io.github.passage.replay;

import io.github.passage.ftp.Redaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What counts as the same. Pure. */
final class Comparison {
    private static final int PASV = 227;
    private static final int EPSV = 229;

    private Comparison() {}

    /**
     * Compares two replies.
     *
     * @param got its lines, as a transcript would show them
     * @param texts whether the words count, too; addresses of passive replies and withheld parts never do
     * @return what was expected, empty if they are the same
     */
    static Optional<String> reply(Step.Expect expected, List<String> got, boolean texts) {
        boolean sameCode = !got.isEmpty() && got.getLast().startsWith(Integer.toString(expected.code()));
        boolean wordsCount = texts
                && expected.code() != PASV
                && expected.code() != EPSV
                && expected.lines().stream().noneMatch(line -> line.contains(Redaction.MASK));
        return sameCode && (!wordsCount || expected.lines().equals(got))
                ? Optional.empty()
                : Optional.of("\"" + expected.lines().getLast() + "\"");
    }

    /** Compares how much came; empty if it is the same. */
    static Optional<String> download(Optional<Long> expected, OptionalLong got) {
        return expected.filter(bytes -> got.isEmpty() || got.getAsLong() != bytes)
                .map(bytes -> bytes + " bytes");
    }
}
