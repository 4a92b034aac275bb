package io.github.passage.ftp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One command line of a client (RFC 959 section 4.1), with the bytes it came as.
 *
 * <p>Parsing is tolerant (leading blanks, any case, Telnet sequences, CRLF or bare LF), and never changes {@link #wire()}.
 */
public final class Command {
    /** Control, format and line separating characters, of which terminals and logs make more than text. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]");

    private static final Pattern LEADING_X = Pattern.compile("^X+");

    private final byte[] wire;
    private final CommandForm form;
    private final Verb verb;
    private final String name;
    private final String argument;

    private Command(byte[] wire, CommandForm form, String name, String argument) {
        this.wire = wire;
        this.form = form;
        this.verb = Verb.of(name);
        this.name = name;
        this.argument = argument;
    }

    /**
     * Reads a line.
     *
     * @param wire the bytes with their line end; the command takes ownership, the caller must not change them
     */
    public static Command parse(byte[] wire) {
        NameInLine place = NameInLine.of(wire, TelnetText.contentEnd(wire));
        if (!place.isClear()) {
            return guessed(wire, place.form());
        }
        String name = new String(wire, place.begin(), place.end() - place.begin(), StandardCharsets.US_ASCII);
        return new Command(wire, place.form(), name.toUpperCase(Locale.ROOT), TelnetText.of(wire, place.end() + 1));
    }

    private static Command guessed(byte[] wire, CommandForm form) {
        String text = TelnetText.of(wire).stripLeading();
        int blank = firstBlank(text);
        String name = (blank < 0 ? text : text.substring(0, blank)).toUpperCase(Locale.ROOT);
        return new Command(wire, form, name, blank < 0 ? "" : text.substring(blank + 1));
    }

    private static int firstBlank(String text) {
        int blank = text.indexOf(' ');
        int tab = text.indexOf('\t');
        return blank < 0 || (tab >= 0 && tab < blank) ? tab : blank;
    }

    /** Builds a command as Passage sends it; the text is sent as UTF-8 (RFC 2640). */
    public static Command of(String line) {
        return parse((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The line as it came, line end included; not to be changed. */
    public byte[] wire() {
        return wire;
    }

    /** Whether all servers read the same command in the line; if not, verb, name and argument are a guess. */
    public CommandForm form() {
        return form;
    }

    /** The verb, {@link Verb#OTHER} if it is none that Passage knows. */
    public Verb verb() {
        return verb;
    }

    /**
     * The verb without the X of experimental names (RFC 775: XCWD, XPWD). Apache FtpServer, for one, takes XPORT for PORT, and so
     * with any name.
     */
    public Verb verbWithoutX() {
        return name.startsWith("X") ? Verb.of(LEADING_X.matcher(name).replaceFirst("")) : verb;
    }

    /** The verb's name as sent, in upper case; printable ASCII only, at most 16 characters. */
    public String name() {
        String printable = name.replaceAll("[^!-~]", "?");
        return printable.length() <= 16 ? printable : printable.substring(0, 16);
    }

    /** What follows the verb and one blank, one character per byte; empty if there is nothing. */
    public String argument() {
        return argument;
    }

    /** The argument read as UTF-8, for people's eyes; control characters are replaced. */
    public String argumentForDisplay() {
        return CONTROLS.matcher(utf8(argument)).replaceAll("?");
    }

    private static String utf8(String onePerByte) {
        return new String(onePerByte.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Command command && Arrays.equals(wire, command.wire);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(wire);
    }

    /** For people's eyes, without secrets; control characters are replaced. */
    @Override
    public String toString() {
        String shown = Redaction.ofCommand(wire).text();
        return CONTROLS.matcher(utf8(shown)).replaceAll("?");
    }
}
