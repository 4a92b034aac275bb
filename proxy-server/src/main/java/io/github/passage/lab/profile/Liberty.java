package io.github.passage.lab.profile;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A liberty that a server takes with the format of a 227, which RFC 959 shows as {@code (h1,h2,h3,h4,p1,p2)} and does not fix (RFC
 * 1123 section 4.1.2.6).
 */
public enum Liberty {
    /** {@code 227 Entering Passive Mode h1,h2,h3,h4,p1,p2}. */
    NO_PARENTHESES,
    /** {@code 227 =h1,h2,h3,h4,p1,p2}. */
    EQUALS_SIGN,
    /** {@code (h1, h2, h3, h4, p1, p2)}. */
    SPACES,
    /** {@code (h1,h2,h3,h4,p1,p2).} */
    FINAL_DOT;

    private static final Pattern NUMBERS =
            Pattern.compile("(?<before>[(=]?)\\d{1,3}(?: *, *\\d{1,3}){5}(?<after>\\)?)(?<dot>\\.?)");

    /**
     * The liberties in a 227.
     *
     * @param text of the reply, with or without its code
     * @return empty if it is in RFC 959's format, or has no six numbers at all
     */
    public static Set<Liberty> in(String text) {
        Matcher matcher = NUMBERS.matcher(text);
        Set<Liberty> found = EnumSet.noneOf(Liberty.class);
        if (matcher.find()) {
            if (matcher.group("before").equals("=")) {
                found.add(EQUALS_SIGN);
            } else if (matcher.group("before").isEmpty()) {
                found.add(NO_PARENTHESES);
            }
            if (matcher.group().contains(" ")) {
                found.add(SPACES);
            }
            if (!matcher.group("dot").isEmpty()) {
                found.add(FINAL_DOT);
            }
        }
        return Collections.unmodifiableSet(found);
    }
}
