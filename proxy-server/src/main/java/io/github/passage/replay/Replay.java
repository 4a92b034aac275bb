package io.github.passage.replay;

import io.github.passage.address.HostPort;
import io.github.passage.ftp.PassiveReply;
import io.github.passage.ftp.SessionRedaction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Plays the client of a recording against a server, up to the first difference. Blocks. */
public final class Replay implements AutoCloseable {
    private final Settings settings;
    private final ControlConnection control;
    private final Deque<DataConnection> data = new ArrayDeque<>();
    private Optional<InetSocketAddress> passive = Optional.empty();
    private String sent = "connecting";

    /**
     * How to play.
     *
     * @param target the server
     * @param user logs in in place of the recorded user, if present
     * @param password for PASS
     * @param patience how long each connect, reply and transfer may take
     * @param texts whether the words of replies are compared, too
     */
    public record Settings(HostPort target, Optional<String> user, String password, Duration patience, boolean texts) {
        @Override
        public String toString() {
            return target.toString();
        }
    }

    private Replay(Settings settings, SessionRedaction redaction) throws IOException {
        this.settings = settings;
        this.control = new ControlConnection(settings.target(), settings.patience(), redaction);
    }

    /** Plays a recording; the first difference, empty if there is none. */
    public static Optional<Difference> play(Recording recording, Settings settings) {
        SessionRedaction redaction = new SessionRedaction("***");
        if (!settings.password().isEmpty()) {
            redaction.withhold(settings.password());
        }
        int first =
                recording.steps().isEmpty() ? 1 : recording.steps().getFirst().line();
        try (Replay replay = new Replay(settings, redaction)) {
            return replay.play(recording.steps());
        } catch (IOException e) {
            return Optional.of(new Difference(first, "connecting", "and went on", "failed: " + e.getMessage()));
        }
    }

    private Optional<Difference> play(List<Step> steps) {
        for (Step step : steps) {
            Optional<Difference> difference = play(step);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> play(Step step) {
        try {
            return switch (step) {
                case Step.Send send -> send(send);
                case Step.Expect expect -> expect(expect);
                case Step.Open open -> open(open);
                case Step.Close close -> close(close);
            };
        } catch (IOException e) {
            return Optional.of(new Difference(step.line(), sent, "and went on", "failed: " + e.getMessage()));
        }
    }

    private Optional<Difference> send(Step.Send step) throws IOException {
        sent = "\"" + step.command() + "\"";
        byte[] wire = step.wire().map(Bytes::content).orElseGet(() -> line("PASS " + settings.password()));
        if (step.verb().equals("USER") && settings.user().isPresent()) {
            wire = line("USER " + settings.user().get());
        }
        control.send(wire);
        return Optional.empty();
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private Optional<Difference> expect(Step.Expect step) throws IOException {
        ControlConnection.Reply reply = control.next();
        if (reply.code() == 227 || reply.code() == 229) {
            passive = PassiveReply.parse(reply.code(), reply.text()).map(this::address);
        }
        return Comparison.reply(step, reply.shown(), settings.texts())
                .map(expected -> new Difference(
                        step.line(), sent, expected, "\"" + reply.shown().getLast() + "\""));
    }

    private InetSocketAddress address(PassiveReply reply) {
        boolean named =
                reply instanceof PassiveReply.Pasv pasv && !pasv.address().isAnyLocalAddress();
        return new InetSocketAddress(
                named ? ((PassiveReply.Pasv) reply).address() : control.remoteAddress(), reply.port());
    }

    private Optional<Difference> open(Step.Open step) throws IOException {
        if (passive.isEmpty()) {
            return Optional.of(
                    new Difference(step.line(), sent, "with an address for data", "gave none that can be understood"));
        }
        data.add(DataConnection.open(passive.get(), step.upload(), settings.patience()));
        return Optional.empty();
    }

    private Optional<Difference> close(Step.Close step) throws IOException {
        try (DataConnection oldest = data.remove()) {
            if (step.download().isEmpty()) {
                return Optional.empty();
            }
            long got = oldest.received();
            return Comparison.download(step.download(), OptionalLong.of(got))
                    .map(expected -> new Difference(step.line(), sent, "with " + expected, "sent " + got + " bytes"));
        }
    }

    @Override
    public void close() {
        data.forEach(DataConnection::close);
        control.close();
    }
}
