package io.github.passage.lab.trace;

import io.github.passage.control.LineWatch.Way;
import io.github.passage.ftp.Command;
import io.github.passage.ftp.PassiveReply;
import io.github.passage.ftp.Verb;
import io.github.passage.passive.PolicyKind;
import io.github.passage.relay.RelayOutcome;
import io.github.passage.relay.RelayTap;
import io.github.passage.target.Flow;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads along on a control connection that a hop in relay mode carries, and tells the same facts as a hop in FTP mode would, as far as
 * they can be seen. Confined to the connection's event loop.
 */
final class ControlTap implements RelayTap {
    /** The end of a reply: RFC 959 section 4.2, code and blank. */
    private static final Pattern LAST_LINE = Pattern.compile("^([1-5][0-9]{2})(?: .*)?$");

    private static final int LOGGED_IN = 230;
    private static final int AUTH_ACCEPTED = 234;

    private final Flow flow;
    private final Consumer<SessionFact> report;
    private final BiConsumer<Way, byte[]> lines;
    private final LineSplitter commands = new LineSplitter(this::command);
    private final LineSplitter replies = new LineSplitter(this::reply);
    private String user = "";
    private boolean encrypted;
    private boolean quit;

    ControlTap(Flow flow, Consumer<SessionFact> report, BiConsumer<Way, byte[]> lines) {
        this.flow = flow;
        this.lines = lines;
        this.report = report;
        report.accept(new SessionFact.Opened(flow.source(), flow.reached()));
    }

    @Override
    public void fromClient(ByteBuf bytes) {
        if (!encrypted) {
            commands.take(bytes);
        }
    }

    @Override
    public void fromTarget(ByteBuf bytes) {
        if (!encrypted) {
            replies.take(bytes);
        }
    }

    private void command(byte[] line) {
        // A hop in relay mode changes nothing
        lines.accept(Way.CLIENT_TO_PASSAGE, line);
        lines.accept(Way.PASSAGE_TO_SERVER, line);
        Command command = Command.parse(line);
        if (command.verb() == Verb.USER) {
            user = command.argumentForDisplay();
        }
        quit |= command.verb() == Verb.QUIT;
        report.accept(new SessionFact.CommandReceived(command.verb(), Optional.empty()));
    }

    private void reply(byte[] line) {
        if (!encrypted) {
            lines.accept(Way.SERVER_TO_PASSAGE, line);
            lines.accept(Way.PASSAGE_TO_CLIENT, line);
        }
        String text = new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
        Matcher matcher = LAST_LINE.matcher(text);
        if (!matcher.matches() || encrypted) {
            return;
        }
        int code = Integer.parseInt(matcher.group(1));
        report.accept(new SessionFact.ReplyReceived(code));
        if (code == LOGGED_IN) {
            report.accept(new SessionFact.LoggedIn(user));
        } else if (code == AUTH_ACCEPTED) {
            encrypted = true;
            report.accept(new SessionFact.Encrypted());
        } else {
            PassiveReply.parse(code, text).ifPresent(this::passive);
        }
    }

    private void passive(PassiveReply reply) {
        Optional<java.net.Inet4Address> address =
                reply instanceof PassiveReply.Pasv pasv ? Optional.of(pasv.address()) : Optional.empty();
        report.accept(new SessionFact.PassiveAdvertised(
                address, reply.port(), address, reply.port(), reply.port(), PolicyKind.KEEP));
    }

    @Override
    public void ended(RelayOutcome outcome) {
        SessionEnd end = switch (outcome.end()) {
            case COMPLETED -> quit ? SessionEnd.QUIT : SessionEnd.CLIENT_CLOSED;
            case CLIENT_RESET -> SessionEnd.CLIENT_RESET;
            case TARGET_RESET -> SessionEnd.TARGET_RESET;
            case TARGET_UNREACHABLE -> SessionEnd.TARGET_UNREACHABLE;
            case IDLE -> SessionEnd.IDLE_TIMEOUT;
            case CUT -> SessionEnd.DRAINED;
        };
        report.accept(new SessionFact.Closed(end, flow.source().getAddress(), outcome.took()));
    }
}
