package io.github.passage.transcripts;

import io.github.passage.address.HostPort;
import io.github.passage.control.LineWatch.Way;
import io.github.passage.ftp.SessionRedaction;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Writes down one session: what is said and done becomes text, redacted and bounded. Confined to the writing thread. */
final class SessionScribe {
    /** Left for the line that says that no more follows. */
    private static final int RESERVE = 128;

    private final SessionRedaction redaction = new SessionRedaction(LineText.WITHHELD);
    private final StringBuilder unwritten = new StringBuilder();
    private final long beganNanos;
    private final long maxBytes;
    private long bytes;
    private boolean incomplete;
    private boolean full;
    private boolean encrypted;
    private boolean closed;
    private int transfers;

    SessionScribe(SessionRef ref, Instant began, long beganNanos, long maxBytes) {
        this.beganNanos = beganNanos;
        this.maxBytes = maxBytes;
        add(Entry.VERSION_LINE);
        add("session " + ref);
        add("began " + began.truncatedTo(ChronoUnit.MILLIS));
    }

    void line(long nanos, Way way, byte[] wire) {
        if (encrypted) {
            return;
        }
        switch (way) {
            case CLIENT_TO_PASSAGE -> add(nanos, Entry.FROM_CLIENT, command(wire));
            case PASSAGE_TO_SERVER -> add(nanos, Entry.TO_SERVER, command(wire));
            case SERVER_TO_PASSAGE -> add(nanos, Entry.FROM_SERVER, reply(wire));
            case PASSAGE_TO_CLIENT -> add(nanos, Entry.TO_CLIENT, reply(wire));
        }
    }

    private String command(byte[] wire) {
        return LineText.escape(redaction.command(wire), wire);
    }

    private String reply(byte[] wire) {
        if (incomplete) {
            // It may repeat a password that was in a lost line
            String code = new String(wire, 0, Math.min(4, wire.length), StandardCharsets.ISO_8859_1);
            boolean isCode = code.matches("\\d{3}[ -]");
            return LineText.escape((isCode ? code : "") + LineText.WITHHELD, wire);
        }
        return LineText.escape(redaction.reply(wire), wire);
    }

    void fact(long nanos, SessionFact fact) {
        switch (fact) {
            case SessionFact.DataArrived arrived -> transfers++;
            case SessionFact.DataClosed end -> transfers--;
            case SessionFact.Closed end -> closed = true;
            default -> {}
        }
        if (encrypted && !(fact instanceof SessionFact.Closed)) {
            return;
        }
        switch (fact) {
            case SessionFact.Opened opened ->
                add(
                        nanos,
                        "opened",
                        "client=" + shown(opened.client()) + " reached=" + shown(opened.reached())
                                + (opened.isRelayed() ? " peer=" + shown(opened.peer()) : ""));
            case SessionFact.TargetConnected connected ->
                add(nanos, "target", shown(connected.target()) + " from=" + shown(connected.from()));
            case SessionFact.TargetFailed failed ->
                add(nanos, "target-failed", failed.target() + " " + failed.reason());
            case SessionFact.PassiveAdvertised reply ->
                add(
                        nanos,
                        "passive",
                        reply.kind().label() + " announced=" + shown(reply.announcedAddress(), reply.announcedPort())
                                + " advertised=" + shown(reply.advertisedAddress(), reply.advertisedPort())
                                + " port=" + reply.port());
            case SessionFact.PassiveRefused refused ->
                add(nanos, "passive-refused", refused.cause().label());
            case SessionFact.ReservationEnded ended ->
                add(
                        nanos,
                        "nobody-came",
                        "port=" + ended.port() + " " + ended.cause().label());
            case SessionFact.DataArrived arrived ->
                add(
                        nanos,
                        Entry.DATA_BEGIN,
                        arrived.kind().label() + " source=" + shown(arrived.source()) + " reached="
                                + shown(arrived.reached()) + (arrived.foreign() ? " foreign" : ""));
            case SessionFact.DataTargetFailed failed ->
                add(nanos, "data-target-failed", shown(failed.target()) + " " + failed.reason());
            case SessionFact.DataClosed closed ->
                add(
                        nanos,
                        Entry.DATA_END,
                        closed.kind().label() + " from-client=" + closed.fromClient() + " from-target="
                                + closed.fromTarget() + " end=" + closed.end().label());
            case SessionFact.Encrypted encryption -> {
                encrypted = true;
                add(nanos, Entry.ENCRYPTED, "nothing can be read from here on");
            }
            case SessionFact.Closed closed -> add(nanos, "closed", closed.end().label());
            default -> {}
        }
    }

    /** Whether both control connections and all data connections are closed, as far as what is missing allows to know. */
    boolean isOver() {
        return closed && (transfers <= 0 || incomplete);
    }

    /** Whether both control connections are closed. */
    boolean isClosed() {
        return closed;
    }

    /** Lines are missing from here on to the next one. */
    void gap(long nanos, long lines) {
        incomplete = true;
        add(nanos, Entry.GAP, lines + " lines are missing: they came faster than they could be written");
    }

    private void add(long nanos, String kind, String text) {
        String safe = text.replaceAll("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]", "?");
        long micros = Math.max(0, (nanos - beganNanos) / 1000);
        String line = new Entry(micros, kind, safe).toString();
        if (!full && bytes + line.length() + RESERVE > maxBytes) {
            full = true;
            unwritten
                    .append(new Entry(micros, Entry.LIMIT, "this transcript ends here: " + maxBytes + " bytes"))
                    .append('\n');
        }
        if (!full) {
            add(line);
        }
    }

    private void add(String line) {
        unwritten.append(line).append('\n');
        bytes += line.length() + 1;
    }

    /** What is to be written. */
    byte[] take() {
        byte[] text = unwritten.toString().getBytes(StandardCharsets.UTF_8);
        unwritten.setLength(0);
        return text;
    }

    private static String shown(Optional<Inet4Address> address, int port) {
        return address.map(Inet4Address::getHostAddress).orElse("") + ":" + port;
    }

    private static String shown(InetSocketAddress address) {
        return HostPort.of(address).toString();
    }
}
