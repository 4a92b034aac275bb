package io.github.passage.ftp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Redacts the lines of one session. It remembers what the client's lines withheld, so that a server that repeats a password, as
 * in {@code 530 no such user: x, password y}, does not give it away. Not thread-safe.
 */
public final class SessionRedaction {
    /** Forms of secrets, up to four each: who tries more passwords than this in one session is no person. */
    private static final int MOST = 64;

    /** A shorter secret is masked only where it stands as a word, since it is part of many. */
    private static final int SHORTEST_PART = 4;

    /** A code; other digits at a line's begin may be those of a password. */
    private static final Pattern REPLY_START = Pattern.compile("\\d{3}(?:[ -]|$)");

    private final String mask;
    private final Deque<String> newestLast = new ArrayDeque<>();
    private List<String> longestFirst = List.of();

    /**
     * No secrets yet.
     *
     * @param mask stands for each secret
     */
    public SessionRedaction(String mask) {
        this.mask = mask;
    }

    /** A client's line, one character per byte, without Telnet sequences and line end. */
    public String command(byte[] wire) {
        Redaction redacted = Redaction.ofCommand(wire, mask);
        int blank = redacted.text().indexOf(' ');
        String shown = blank < 0
                ? redacted.text()
                : redacted.text().substring(0, blank) + masked(redacted.text().substring(blank));
        redacted.withheld().forEach(this::remember);
        return shown;
    }

    /** A server's line in the same form. */
    public String reply(ReplyLine line) {
        String text = Redaction.ofReply(line, mask);
        var start = REPLY_START.matcher(text);
        int textBegins = start.lookingAt() ? start.end() : 0;
        return text.substring(0, textBegins) + masked(text.substring(textBegins));
    }

    /** The same of a line that is not parsed yet. */
    public String reply(byte[] wire) {
        String start = new String(wire, 0, Math.min(3, wire.length), StandardCharsets.ISO_8859_1);
        int code = start.matches("\\d{3}") ? Integer.parseInt(start) : 0;
        return reply(new ReplyLine(wire, code, ReplyLine.Place.ONLY));
    }

    /** Any text about this session. */
    public String masked(String text) {
        String result = text;
        String folded = folded(text);
        for (String secret : longestFirst) {
            if (folded.contains(secret)) {
                result = masked(result, folded, secret);
                folded = folded(result);
            }
        }
        return result;
    }

    /** Masks this secret from now on, as a server may repeat it. */
    public void withhold(String secret) {
        byte[] sent = secret.getBytes(StandardCharsets.UTF_8);
        remember(new String(sent, StandardCharsets.ISO_8859_1));
    }

    private void remember(String secret) {
        forms(secret).stream().filter(form -> !newestLast.contains(form)).forEach(newestLast::add);
        while (newestLast.size() > MOST) {
            newestLast.removeFirst();
        }
        // What is part of another one is masked after it
        longestFirst = newestLast.stream()
                .map(SessionRedaction::folded)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static Set<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.ISO_8859_1);
        String encoded = URLEncoder.encode(secret, StandardCharsets.ISO_8859_1);
        return new LinkedHashSet<>(
                Arrays.asList(secret, new String(bytes, StandardCharsets.UTF_8), encoded, encoded.replace("+", "%20")));
    }

    /** Without regard to case, each character for itself: a text in lower case may have another length. */
    private static String folded(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = Character.toLowerCase(Character.toUpperCase(folded[i]));
        }
        return new String(folded);
    }

    private String masked(String text, String folded, String secret) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int at = folded.indexOf(secret); at >= 0; at = folded.indexOf(secret, at)) {
            int end = at + secret.length();
            if (secret.length() >= SHORTEST_PART || isWord(folded, at, end)) {
                result.append(text, from, at).append(mask);
                from = end;
            }
            at = end;
        }
        return result.append(text, from, text.length()).toString();
    }

    private static boolean isWord(String text, int begin, int end) {
        return (begin == 0 || !Character.isLetterOrDigit(text.charAt(begin - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }
}
