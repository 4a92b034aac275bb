package io.github.passage.replay;

import io.github.passage.transcripts.Entry;
import io.github.passage.transcripts.LineText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a transcript says of its client. Pure. */
public final class Recording {
    private static final Set<String> UPLOADS = Set.of("STOR", "APPE", "STOU");
    private static final Set<String> TRANSFERS = Set.of("RETR", "LIST", "NLST", "MLSD", "STOR", "APPE", "STOU");
    private static final Set<String> ACTIVE = Set.of("PORT", "EPRT", "LPRT");
    private static final int HEADER_LINES = 3;
    private static final Pattern MOVED =
            Pattern.compile("\\S+ from-client=(\\d{1,18}) from-target=(\\d{1,18}) end=(\\S+)");
    private static final Pattern CODE = Pattern.compile("(\\d{3})([ -].*)?");

    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> opened = new ArrayList<>();
    private final List<String> reply = new ArrayList<>();
    private int replyLine;
    private String transfer = "";

    private Recording() {}

    /**
     * Reads a transcript.
     *
     * @throws IllegalArgumentException naming the line that is not understood, or that cannot be played again
     */
    public static Recording of(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().equals(Entry.VERSION_LINE)) {
            throw new IllegalArgumentException("line 1: no transcript (expected: " + Entry.VERSION_LINE + ")");
        }
        Recording recording = new Recording();
        for (int i = HEADER_LINES; i < lines.size(); i++) {
            try {
                if (!recording.take(i + 1, Entry.parse(lines.get(i)))) {
                    break;
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return recording;
    }

    /**
     * In their order. A hop in relay mode, such as a load balancer of the lab, sees no data connection of a session: there each
     * transfer that began gets one, whose bytes are not compared.
     */
    List<Step> steps() {
        if (steps.stream().anyMatch(Step.Open.class::isInstance)) {
            return List.copyOf(steps);
        }
        List<Step> whole = new ArrayList<>();
        boolean open = false;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            whole.add(step);
            if (step instanceof Step.Send send && TRANSFERS.contains(send.verb()) && isPreliminary(i + 1)) {
                whole.add(
                        new Step.Open(step.line(), UPLOADS.contains(send.verb()) ? Optional.of(0L) : Optional.empty()));
                open = true;
            } else if (open && step instanceof Step.Expect expect && expect.code() >= 200) {
                whole.add(new Step.Close(step.line(), Optional.empty()));
                open = false;
            }
        }
        return List.copyOf(whole);
    }

    private boolean isPreliminary(int at) {
        return at < steps.size() && steps.get(at) instanceof Step.Expect expect && expect.code() < 200;
    }

    /** The name of the first USER, empty if there is none. */
    public Optional<String> user() {
        return steps.stream()
                .filter(step -> step instanceof Step.Send send && send.verb().equals("USER"))
                .map(step -> ((Step.Send) step).command().strip())
                .map(command -> command.length() > 5 ? command.substring(5) : "")
                .findFirst();
    }

    /** Whether a password must be given to play it. */
    public boolean needsPassword() {
        return steps.stream()
                .anyMatch(step -> step instanceof Step.Send send
                        && send.verb().equals("PASS")
                        && send.wire().isEmpty());
    }

    /** Whether more can be played after this entry. */
    private boolean take(int line, Entry entry) {
        switch (entry.kind()) {
            case Entry.FROM_CLIENT -> send(line, entry.text());
            case Entry.TO_CLIENT -> received(line, entry.text());
            case Entry.DATA_BEGIN -> {
                opened.add(steps.size());
                steps.add(new Step.Open(line, Optional.empty()));
            }
            case Entry.DATA_END -> ended(line, entry.text());
            case Entry.GAP ->
                throw new IllegalArgumentException("lines are missing here (expected: a transcript without gaps)");
            case Entry.ENCRYPTED, Entry.LIMIT -> {
                return false;
            }
            default -> {}
        }
        return true;
    }

    private void send(int line, String text) {
        Optional<Bytes> wire = LineText.unescape(text).map(Bytes::new);
        Step.Send send = new Step.Send(line, text, wire);
        if (wire.isEmpty() && !send.verb().equals("PASS")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" (expected: nothing withheld but passwords; it cannot be played again)");
        }
        if (ACTIVE.contains(send.verb())) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: passive mode only)");
        }
        if (TRANSFERS.contains(send.verb())) {
            transfer = send.verb();
        }
        steps.add(send);
    }

    private void received(int line, String text) {
        if (reply.isEmpty()) {
            replyLine = line;
        }
        reply.add(text);
        Matcher first = CODE.matcher(reply.getFirst());
        if (!first.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: a reply's code first)");
        }
        String code = first.group(1);
        boolean more = reply.getFirst().startsWith("-", 3)
                && (reply.size() == 1 || !text.startsWith(code) || text.startsWith("-", 3));
        if (!more) {
            steps.add(new Step.Expect(replyLine, Integer.parseInt(code), List.copyOf(reply)));
            reply.clear();
        }
    }

    private void ended(int line, String text) {
        Matcher moved = MOVED.matcher(text);
        if (!moved.matches() || opened.isEmpty()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" (expected: from-client=N from-target=N end=WORD, after its " + Entry.DATA_BEGIN + ")");
        }
        long sent = Long.parseLong(moved.group(1));
        boolean complete = moved.group(3).equals("completed");
        if (sent > 0 || UPLOADS.contains(transfer)) {
            int at = opened.getFirst();
            steps.set(at, new Step.Open(steps.get(at).line(), Optional.of(sent)));
        }
        opened.removeFirst();
        steps.add(new Step.Close(line, complete ? Optional.of(Long.parseLong(moved.group(2))) : Optional.empty()));
    }
}
