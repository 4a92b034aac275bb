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

    private final byte[] wire;
    private final Verb verb;
    private final String name;
    private final String argument;

    private Command(byte[] wire, String name, String argument) {
        this.wire = wire;
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
        String text = TelnetText.of(wire).stripLeading();
        int blank = firstBlank(text);
        String name = (blank < 0 ? text : text.substring(0, blank)).toUpperCase(Locale.ROOT);
        return new Command(wire, name, blank < 0 ? "" : text.substring(blank + 1));
    }

    /** A tab counts: some servers split there, so a PORT must not hide behind one, nor a password be shown as a verb. */
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

    /** The verb, {@link Verb#OTHER} if it is none that Passage knows. */
    public Verb verb() {
        return verb;
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
        String text = new String(argument.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return CONTROLS.matcher(text).replaceAll("?");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Command command && Arrays.equals(wire, command.wire);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(wire);
    }

    /** The verb, and the argument unless it is secret. */
    @Override
    public String toString() {
        // An unknown verb may be a misspelt PASS: its argument is not shown either.
        boolean hidden = verb.hasSecretArgument() || verb == Verb.OTHER;
        return argument.isEmpty() ? name() : name() + " " + (hidden ? "***" : argumentForDisplay());
    }
}
