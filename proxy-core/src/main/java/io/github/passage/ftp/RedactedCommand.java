package io.github.passage.ftp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How one command line is redacted.
 *
 * @param text without Telnet sequences and line end
 * @param raw all bytes: servers that know nothing of Telnet may read another command than those that do
 * @param mask stands for what is not shown
 */
record RedactedCommand(String text, String raw, String mask) {
    private static final List<String> SECRET = List.of("PASS", "ACCT", "ADAT", "MIC", "CONF", "ENC");

    /** Commands that {@link Verb} does not name and whose arguments are paths, numbers or nothing. */
    private static final Set<String> HARMLESS = Set.of(
            "XCWD", "XPWD", "XMKD", "XRMD", "XCUP", "XCRC", "XMD5", "XSHA", "XSHA1", "XSHA256", "XSHA512", "MD5",
            "HASH", "RANG", "AVBL", "MFF", "MFCT");

    private static final Set<String> HARMLESS_SITE =
            Set.of("HELP", "CHMOD", "CHGRP", "UMASK", "IDLE", "UTIME", "SYMLINK", "CPFR", "CPTO", "DIRSTYLE", "QUOTA");

    private static final Set<String> MECHANISMS = Set.of("TLS", "TLS-C", "TLS-P", "SSL", "GSSAPI", "KERBEROS_V4");

    /** A verb as RFC 959 section 4.1 has it; anything else in its place may be a password. */
    private static final Pattern VERB = Pattern.compile("[A-Z]{3,4}");

    private static final Pattern SEPARATOR = Pattern.compile("^[=:\"']+[\\x00-\\x20]*");

    /** What would be a secret's verb behind a control character. */
    private static final List<String> SECOND_VERBS =
            List.of("PASS", "ACCT", "ADAT", "MIC", "CONF", "ENC", "SITE", "PSWD", "CPWD");

    /** Shorter words of an argument that is withheld only to be safe say nothing, and would be masked everywhere. */
    private static final int SHORTEST_WORD = 4;

    Redaction redact() {
        String line = text.stripLeading();
        int blank = firstBlank(line);
        String name = blank < 0 ? line : line.substring(0, blank);
        String argument = blank < 0 ? "" : line.substring(blank + 1);
        String verb = upper(name);
        if (looksSecret(text) || looksSecret(raw)) {
            return secret(argument);
        }
        boolean hidden = hidesACommand(argument);
        if (!hidden && (isHarmless(verb) || (isKnown(verb) && argument.isBlank()))) {
            return shown(name, argument, blank >= 0 ? line.substring(blank, blank + 1) : "");
        }
        if (!hidden && verb.equals("SITE") && HARMLESS_SITE.contains(upper(firstWord(argument)))) {
            return shown(name, argument, " ");
        }
        if (verb.equals("AUTH") && MECHANISMS.contains(upper(argument))) {
            return shown(name, argument, " ");
        }
        return withheld(name, argument);
    }

    private Redaction shown(String name, String argument, String blank) {
        String leading = text.substring(0, text.length() - text.stripLeading().length());
        return new Redaction(leading + name + blank + CredentialsInText.masked(argument, mask), List.of());
    }

    /** PASS and its like, in whatever disguise. */
    private Redaction secret(String argument) {
        String verb = SECRET.stream()
                .filter(letters(looksSecret(text) ? text : raw)::startsWith)
                .findFirst()
                .orElseThrow();
        List<String> values = Stream.of(argument, behind(verb, text), behind(verb, raw), decoded(behind(verb, raw)))
                // Blanks and controls around it are no part of what a server that repeats it would show
                .map(String::trim)
                .flatMap(value -> Stream.of(value, SEPARATOR.matcher(value).replaceFirst("")))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        return new Redaction(values.isEmpty() ? verb : verb + " " + mask, values);
    }

    private Redaction withheld(String name, String argument) {
        String verb = upper(name);
        boolean nameIsShown = isKnown(verb) || VERB.matcher(verb).matches();
        List<String> values = new ArrayList<>();
        Stream.of(Stream.of(argument.strip()), words(nameIsShown ? "" : name), words(argument))
                .flatMap(each -> each)
                .filter(value -> value.length() >= SHORTEST_WORD && !isKnown(upper(value)))
                .forEach(values::add);
        return new Redaction((nameIsShown ? verb : mask) + (argument.isEmpty() ? "" : " " + mask), values);
    }

    private static Stream<String> words(String line) {
        return Stream.of(line.split("[\\x00-\\x20]+"));
    }

    private static String decoded(String line) {
        return TelnetText.of(line.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What follows a verb whose letters may have anything between them. */
    private static String behind(String verb, String line) {
        int found = 0;
        for (int i = 0; i < line.length(); i++) {
            if (Character.toUpperCase(line.charAt(i)) == verb.charAt(found) && ++found == verb.length()) {
                return line.substring(i + 1);
            }
        }
        return "";
    }

    /** A second command behind a control character, for servers that take that for a line's end or leave it out. */
    private static boolean hidesACommand(String argument) {
        boolean controls = argument.chars().anyMatch(each -> (each < ' ' && each != '\t') || each == 0x7F);
        String letters = letters(argument);
        return controls && SECOND_VERBS.stream().anyMatch(letters::contains);
    }

    private static boolean looksSecret(String line) {
        return SECRET.stream().anyMatch(letters(line)::startsWith);
    }

    private static boolean isKnown(String verb) {
        return HARMLESS.contains(verb) || SECRET.contains(verb) || Verb.of(verb) != Verb.OTHER;
    }

    private static boolean isHarmless(String verb) {
        Verb known = Verb.of(verb);
        return HARMLESS.contains(verb) || (known != Verb.OTHER && known != Verb.AUTH && !known.hasSecretArgument());
    }

    /** In upper case, without blanks, controls and what Telnet sequences are made of. */
    private static String letters(String line) {
        StringBuilder bare = new StringBuilder(line.length());
        for (char each : line.toUpperCase(Locale.ROOT).toCharArray()) {
            if (each > ' ' && each < 0x7F) {
                bare.append(each);
            }
        }
        return bare.toString();
    }

    private static String upper(String word) {
        return word.strip().toUpperCase(Locale.ROOT);
    }

    private static String firstWord(String line) {
        String stripped = line.strip();
        int blank = firstBlank(stripped);
        return blank < 0 ? stripped : stripped.substring(0, blank);
    }

    /** A tab counts, as it does for {@link Command}. */
    private static int firstBlank(String line) {
        int blank = line.indexOf(' ');
        int tab = line.indexOf('\t');
        return blank < 0 || (tab >= 0 && tab < blank) ? tab : blank;
    }
}
