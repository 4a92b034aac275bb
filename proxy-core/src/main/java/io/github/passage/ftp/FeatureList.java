package io.github.passage.ftp;

import java.util.Locale;
import java.util.Set;

/** The reply to FEAT (RFC 2389 section 3.2), filtered line by line. */
public final class FeatureList {
    private FeatureList() {}

    /**
     * Whether a line of the 211 reply may stay.
     *
     * @param line a line of the reply; its first and last line always stay
     * @param refused upper-case names of features that Passage refuses, for example {@code EPSV}
     */
    public static boolean keeps(ReplyLine line, Set<String> refused) {
        return line.place() != ReplyLine.Place.MIDDLE || !refused.contains(feature(line));
    }

    private static String feature(ReplyLine line) {
        String text = line.text().strip();
        String numbered = line.code() + "-";
        String bare =
                text.startsWith(numbered) ? text.substring(numbered.length()).strip() : text;
        int blank = bare.indexOf(' ');
        return (blank < 0 ? bare : bare.substring(0, blank)).toUpperCase(Locale.ROOT);
    }
}
