package io.github.passage.lab.client;

import io.github.passage.lab.client.ClientEffect.Dial;
import io.github.passage.lab.client.ClientEvent.Connected;
import io.github.passage.lab.client.ClientEvent.NotTransferred;
import io.github.passage.lab.client.ClientEvent.Refused;
import io.github.passage.lab.client.ClientEvent.Transferred;
import io.github.passage.lab.client.ClientEvent.Unanswered;
import io.github.passage.lab.client.ClientRun.Dialled.Result;
import io.github.passage.lab.client.Outcome.Cause;
import io.github.passage.lab.profile.Waits;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The data side of a client. Failures of the data connection are events, those of the control connection exceptions. */
final class Transfers implements AutoCloseable {
    private final ClientHost host;
    private final InetAddress hop;
    private final ClientSettings settings;
    private final Waits waits;
    private final Errand errand;
    private final Transcript transcript;
    private @Nullable DataConnection data;
    private @Nullable ServerSocket listener;
    private boolean asked;
    private boolean stale;
    private long bytes;

    /**
     * No transfer yet.
     *
     * @param hop the control connection's real address
     * @param how the client's settings and patience
     */
    Transfers(ClientHost host, InetAddress hop, Manner how, Errand errand, Transcript transcript) {
        this.host = host;
        this.hop = hop;
        this.settings = how.settings();
        this.waits = how.waits();
        this.errand = errand;
        this.transcript = transcript;
    }

    /** How many bytes the last transfer carried. */
    long bytes() {
        return bytes;
    }

    /** Listens, and says where. */
    int offerPort(ControlConnection control) throws IOException {
        close();
        InetAddress local = control.getLocalAddress();
        ServerSocket offered = host.listen(local);
        listener = offered;
        int port = offered.getLocalPort();
        String numbers = local.getHostAddress();
        return local instanceof Inet4Address
                ? control.sendCommand("PORT", numbers.replace('.', ',') + "," + (port >> 8) + "," + (port & 0xFF))
                : control.sendCommand("EPRT", "|2|" + numbers.split("%", 2)[0] + "|" + port + "|");
    }

    /** Connects a data connection. */
    ClientEvent dial(ControlConnection control, Dial dial) throws IOException {
        close();
        if (dial.asksFirst() && !asked) {
            control.sendOnly(errand.command());
            asked = true;
        }
        InetAddress to = dial.to().getAddress();
        Duration patience = settings.scaled(waits.connect());
        boolean ownHost = leadsHome(to);
        Optional<InetAddress> real = ownHost ? Optional.of(host.address()) : real(to);
        String more = ownHost ? ", the client's own host" : "";
        if (real.isEmpty()) {
            LockSupport.parkNanos(patience.toNanos());
            transcript.dialled(dial.to(), Result.TIMED_OUT, more);
            return new Unanswered();
        }
        if (dial.to().getPort() == 0) {
            // Nothing can listen there, and Java would not even try.
            transcript.dialled(dial.to(), Result.REFUSED, more);
            return new Refused();
        }
        try {
            Duration floor = settings.scaledReply(waits.connect());
            data = new DataConnection(
                    host.dial(new InetSocketAddress(real.get(), dial.to().getPort()), patience), floor);
        } catch (IOException failed) {
            boolean refused = ClientHost.isRefusal(failed);
            transcript.dialled(dial.to(), refused ? Result.REFUSED : Result.TIMED_OUT, more);
            return refused ? new Refused() : new Unanswered();
        }
        transcript.dialled(dial.to(), Result.CONNECTED, more);
        return data.isReset(settings.settle()) ? refusedAfterAll() : new Connected();
    }

    /** Whether an address leads to the client's own machine, as 0.0.0.0 and 127.x do wherever the server meant them to lead. */
    private boolean leadsHome(InetAddress to) {
        return (to.isAnyLocalAddress() || to.isLoopbackAddress()) && !isControl(to);
    }

    private Optional<InetAddress> real(InetAddress to) {
        return isControl(to) ? Optional.of(hop) : settings.view().real(to);
    }

    private boolean isControl(InetAddress to) {
        return to.equals(settings.view().simulated(hop));
    }

    /** Transfers on the connection that stands, or on the one that the server makes. */
    ClientEvent transfer(ControlConnection control) throws IOException {
        boolean fromHere = data != null;
        int code = transferReply(control);
        asked = false;
        if (code < 100 || code >= 400) {
            stale = code < 100;
            return data != null && data.isReset(settings.settle())
                    ? refusedAfterAll()
                    : new NotTransferred(stale ? Cause.NO_REPLY : Cause.TRANSFER_FAILED);
        }
        DataConnection over;
        try {
            over = data == null ? accepted() : data;
        } catch (IOException nobody) {
            transcript.noted("no data connection from the server");
            return new NotTransferred(Cause.TIMED_OUT);
        }
        data = over;
        Carried carried = carry(over);
        bytes = over.bytes();
        close();
        if (carried != Carried.ALL && bytes == 0 && fromHere) {
            stale = code < 200;
            return carried == Carried.SILENT ? unansweredAfterAll() : refusedAfterAll();
        }
        int last = code >= 200 ? code : lastReply(control);
        return carried == Carried.ALL && last >= 200 && last < 300
                ? new Transferred()
                : new NotTransferred(last == 0 ? Cause.NO_REPLY : Cause.TRANSFER_FAILED);
    }

    /**
     * Whether the server still owes a reply about a transfer whose connection turned out to have never stood. A client that is told
     * so by its connect would not have asked, and has nothing outstanding.
     */
    boolean isStale() {
        return stale;
    }

    private ClientEvent unansweredAfterAll() {
        transcript.lastWas(Result.TIMED_OUT, " carried no byte, which is");
        return new Unanswered();
    }

    private ClientEvent refusedAfterAll() {
        close();
        transcript.lastWas(Result.REFUSED, " was reset before its first byte, which is");
        return new Refused();
    }

    /** The first reply to the transfer's command; 0 if none comes in time. */
    private int transferReply(ControlConnection control) throws IOException {
        try {
            return asked ? control.getReply() : control.sendCommand(errand.command());
        } catch (SocketTimeoutException silent) {
            return 0;
        }
    }

    /** The reply after the data; 0 if none comes in time. */
    private static int lastReply(ControlConnection control) throws IOException {
        try {
            return control.getReply();
        } catch (SocketTimeoutException silent) {
            return 0;
        }
    }

    private Carried carry(DataConnection over) {
        try {
            switch (errand.kind()) {
                case LIST, RETRIEVE -> over.receive();
                case STORE -> over.send(errand.bytes());
            }
            return Carried.ALL;
        } catch (SocketTimeoutException silent) {
            return Carried.SILENT;
        } catch (IOException reset) {
            transcript.noted("data connection: " + reset.getMessage());
            return Carried.BROKEN;
        }
    }

    private DataConnection accepted() throws IOException {
        ServerSocket offered = listener;
        if (offered == null) {
            throw new IllegalStateException("no data connection was made or offered");
        }
        offered.setSoTimeout(
                Math.toIntExact(settings.scaledReply(waits.connect()).toMillis()));
        DataConnection made = new DataConnection(offered.accept(), settings.scaledReply(waits.connect()));
        transcript.noted("data connection from the server");
        return made;
    }

    /** Forgets what was asked on a control connection that is no more. */
    void forget() {
        close();
        asked = false;
        stale = false;
    }

    @Override
    public void close() {
        if (data != null) {
            data.close();
            data = null;
        }
        if (listener != null) {
            try {
                listener.close();
            } catch (IOException gone) {
                transcript.noted("listener: " + gone.getMessage());
            }
            listener = null;
        }
    }

    /** How a client behaves in time. */
    record Manner(ClientSettings settings, Waits waits) {}

    private enum Carried {
        ALL,
        SILENT,
        BROKEN
    }
}
