package io.github.passage.lab.client;

import io.github.passage.lab.client.ClientRun.Dialled;
import io.github.passage.lab.client.ClientRun.Dialled.Result;
import io.github.passage.lab.client.ClientRun.Line;
import io.github.passage.lab.client.ClientRun.Line.Kind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.net.ProtocolCommandEvent;
import org.apache.commons.net.ProtocolCommandListener;

/** Writes down what a client does while it does it. Not thread-safe. */
final class Transcript implements ProtocolCommandListener {
    private static final long serialVersionUID = 1L;
    private static final String PASSWORD = "PASS";

    private final long began = System.nanoTime();
    private final transient List<Line> lines = new ArrayList<>();
    private final transient List<String> commands = new ArrayList<>();
    private final transient List<Dialled> dialled = new ArrayList<>();

    @Override
    public void protocolCommandSent(ProtocolCommandEvent event) {
        sent(
                event.getCommand().equals(PASSWORD)
                        ? PASSWORD + " ***"
                        : event.getMessage().strip());
    }

    @Override
    public void protocolReplyReceived(ProtocolCommandEvent event) {
        event.getMessage().lines().forEach(line -> add(Kind.RECEIVED, line));
    }

    void sent(String command) {
        commands.add(command);
        add(Kind.SENT, command);
    }

    void noted(String text) {
        add(Kind.NOTED, text);
    }

    void dialled(InetSocketAddress address, Result result, String more) {
        dialled.add(new Dialled(address, result));
        noted("data connection to " + text(address) + more + ": "
                + switch (result) {
                    case CONNECTED -> "connected";
                    case REFUSED -> "connection refused";
                    case TIMED_OUT -> "no answer";
                });
    }

    /** What seemed to stand never stood end to end, as it turned out. */
    void lastWas(Result result, String how) {
        Dialled last = dialled.removeLast();
        dialled(last.address(), result, how);
    }

    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + " port " + address.getPort();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    ClientRun run(Outcome outcome, boolean stopped, long bytes) {
        return new ClientRun(outcome, stopped, commands, dialled, bytes, elapsed(), lines);
    }

    private void add(Kind kind, String text) {
        lines.add(new Line(elapsed(), kind, text));
    }
}
