package io.github.passage.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the first words of a server that speaks first say of its health. */
enum Greeting {
    /** It is not known yet. */
    INCOMPLETE,
    /** 220: it takes sessions. */
    GOOD,
    /** Anything else; 421 is how a server says that it takes none. */
    BAD;

    /** More than that before the first line ends is no greeting. */
    static final int MOST_CHARACTERS = 1024;

    private static final String READY = "220";
    private static final Pattern LINE = Pattern.compile("([1-5][0-9]{2})(?:[ \\-][^\n]*)?\r?\n");

    /** What came in place of a greeting, in a line that shows nothing of the server's text. */
    static String shown(CharSequence heard) {
        Matcher line = LINE.matcher(withoutPromises(heard));
        return line.lookingAt() ? "greeted with " + line.group(1) : "greeted with no FTP reply";
    }

    /** Judges all that came so far. */
    static Greeting of(CharSequence heard) {
        String rest = withoutPromises(heard);
        if (rest.indexOf('\n') < 0) {
            return heard.length() > MOST_CHARACTERS ? BAD : INCOMPLETE;
        }
        boolean codeEnds = rest.length() > READY.length() && " -\r\n".indexOf(rest.charAt(READY.length())) >= 0;
        return rest.startsWith(READY) && codeEnds ? GOOD : BAD;
    }

    /** Lines with 1xx promise another answer. */
    private static String withoutPromises(CharSequence heard) {
        String rest = heard.toString();
        while (rest.startsWith("1") && rest.indexOf('\n') >= 0) {
            rest = rest.substring(rest.indexOf('\n') + 1);
        }
        return rest;
    }
}
