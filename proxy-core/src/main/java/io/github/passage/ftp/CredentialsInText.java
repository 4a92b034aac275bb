package io.github.passage.ftp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Credentials of URLs in any text, such as {@code ftp://user:password@host}. Pure. */
public final class CredentialsInText {
    private static final Pattern WORD = Pattern.compile("\\S+");

    /** A URL whose host was forgotten: what follows the colon is a port only if it is a number. */
    private static final Pattern WITHOUT_HOST =
            Pattern.compile("(://)([^\\s:/@\\[\\]]*):(?!\\d{0,5}[.,;:)!?\"'\\]}>]*(?:[\\s/?#]|$))\\S*");

    /** Who forgets the scheme writes this. */
    private static final Pattern BARE = Pattern.compile("([^\\s:/@\"'=]+):([^\\s/\"][^\\s\"]*)@");

    private CredentialsInText() {}

    /** The same for what a user gave as a flag or value, or a message about it, where the scheme may be missing. */
    public static String maskedOfUser(String text) {
        return BARE.matcher(masked(text, Redaction.MASK)).replaceAll("$1:" + Redaction.MASK + "@");
    }

    /**
     * The text with the password of each URL masked; who logs in stays.
     *
     * @param text of any length
     * @param mask stands for each password
     */
    public static String masked(String text, String mask) {
        if (!text.contains("://")) {
            return text;
        }
        return WORD.matcher(text).replaceAll(found -> Matcher.quoteReplacement(word(found.group(), mask)));
    }

    /**
     * A password goes up to the last at-sign, since ones with at-signs and slashes are often not encoded. By hand, since a peer
     * chooses the text, and a pattern for it takes the square of its length.
     */
    private static String word(String word, String mask) {
        StringBuilder head = new StringBuilder();
        int from = 0;
        int lastAt = word.lastIndexOf('@');
        for (int url = word.indexOf("://"); url >= 0 && url + 3 <= lastAt; url = word.indexOf("://", from)) {
            int stop = url + 3;
            while (":/@".indexOf(word.charAt(stop)) < 0) {
                stop++;
            }
            boolean password = word.charAt(stop) == ':';
            int next = password ? lastAt : word.indexOf('@', url + 3);
            head.append(word, from, password ? stop + 1 : next)
                    .append(password ? mask : "")
                    .append('@');
            from = next + 1;
        }
        String rest = word.substring(from);
        return head + WITHOUT_HOST.matcher(rest).replaceAll("$1$2:" + Matcher.quoteReplacement(mask));
    }
}
