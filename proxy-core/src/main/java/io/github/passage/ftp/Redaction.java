package io.github.passage.ftp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a control connection as people may see them: without what proves who somebody is. Pure.
 *
 * <p>Whatever may be a secret is taken for one: the arguments of PASS, ACCT, ADAT, MIC, CONF and ENC, those of unknown commands, which
 * may be a misspelt PASS, and any that hides behind control characters. Texts have one character per byte.
 *
 * @param text the line without Telnet sequences and line end, and a mask for each secret
 * @param withheld what the masks stand for, as a server may repeat it
 */
public record Redaction(String text, List<String> withheld) {
    /** Stands for what is not shown. */
    public static final String MASK = "***";

    private static final Pattern SECURITY_DATA = Pattern.compile("(?is)\\bADAT\\s*=.*");
    private static final Pattern QUOTED_COMMAND =
            Pattern.compile("(?is)(['\"`<(\\[]\\s*(?:PASS|ACCT|ADAT|MIC|CONF|ENC)\\b)\\s.*");
    private static final int FIRST_PROTECTED = 631;
    private static final int LAST_PROTECTED = 633;

    /** Copies the list. */
    public Redaction {
        withheld = List.copyOf(withheld);
    }

    /** A client's line. */
    public static Redaction ofCommand(byte[] wire) {
        return ofCommand(wire, MASK);
    }

    /** The same with a mask of one's own. */
    static Redaction ofCommand(byte[] wire, String mask) {
        return new RedactedCommand(TelnetText.of(wire), new String(wire, StandardCharsets.ISO_8859_1), mask).redact();
    }

    /** A server's line, with a mask for security data (RFC 2228), for credentials in URLs, and for a quoted PASS. */
    public static String ofReply(ReplyLine line) {
        return ofReply(line, MASK);
    }

    /** The same with a mask of one's own. */
    static String ofReply(ReplyLine line, String mask) {
        if (line.code() >= FIRST_PROTECTED && line.code() <= LAST_PROTECTED) {
            return line.code() + " " + mask;
        }
        String literally = Matcher.quoteReplacement(mask);
        String text = SECURITY_DATA.matcher(line.text()).replaceAll("ADAT=" + literally);
        return CredentialsInText.masked(QUOTED_COMMAND.matcher(text).replaceAll("$1 " + literally), mask);
    }
}
