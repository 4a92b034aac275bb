package io.github.passage.doctor;

import io.github.passage.doctor.EndpointFacts.FormatOddity;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a 227 (RFC 959 section 4.2 shows one; RFC 1123 section 4.1.2.6 says that none is fixed). */
final class PasvForm {
    private static final Pattern NUMBERS = Pattern.compile("(.?)(?<!\\d)\\d{1,3}(?:\\s*,\\s*\\d{1,3}){5}(.?)");
    private static final Pattern BLANKS = Pattern.compile("\\s,|,\\s");

    private PasvForm() {}

    /** In which ways an answer differs from the form that every client reads; none for any but a 227 with six numbers. */
    static Set<FormatOddity> oddities(Answer answer) {
        Set<FormatOddity> found = EnumSet.noneOf(FormatOddity.class);
        Matcher numbers = NUMBERS.matcher(answer.text());
        if (answer.code() != 227 || !numbers.find()) {
            return found;
        }
        if (numbers.group(1).equals("=")) {
            found.add(FormatOddity.EQUALS_SIGN);
        } else if (!numbers.group(1).equals("(") || !numbers.group(2).equals(")")) {
            found.add(FormatOddity.NO_PARENTHESES);
        }
        if (BLANKS.matcher(numbers.group()).find()) {
            found.add(FormatOddity.BLANKS_BETWEEN_NUMBERS);
        }
        return found;
    }
}
