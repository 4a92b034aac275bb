package io.github.passage.lab.client;

import io.github.passage.ftp.PassiveReply;
import io.github.passage.lab.transfer.TransferServerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.net.ftp.FTPClient;

/**
 * One control connection that does a step at a time. It dials data connections only where it is told to, so that a script can follow
 * a passive reply to the letter or not. Not thread-safe.
 */
public final class ScriptedClient implements AutoCloseable {
    private final ClientHost host;
    private final Duration patience;
    private final FTPClient control = new FTPClient();

    private ScriptedClient(ClientHost host, Duration patience) {
        this.host = host;
        this.patience = patience;
    }

    /**
     * Connects and reads the greeting.
     *
     * @param host where it runs
     * @param hop the control listener's real address
     * @param patience how long to wait for a connection and for each reply
     * @throws IOException if nothing answers in time
     */
    public static ScriptedClient connect(ClientHost host, InetSocketAddress hop, Duration patience) throws IOException {
        ScriptedClient client = new ScriptedClient(host, patience);
        int millis = Math.toIntExact(patience.toMillis());
        client.control.setSocketFactory(new HostSockets(host, hop.getAddress()));
        client.control.setConnectTimeout(millis);
        client.control.setDefaultTimeout(millis);
        client.control.connect(hop.getAddress(), hop.getPort());
        return client;
    }

    /** Connects and logs in as the lab's user. */
    public static ScriptedClient login(ClientHost host, InetSocketAddress hop, Duration patience) throws IOException {
        ScriptedClient client = connect(host, hop, patience);
        if (!client.control.login(TransferServerSettings.DEFAULT_USER, TransferServerSettings.DEFAULT_PASSWORD)) {
            String refused = client.lastReply();
            client.close();
            throw new IOException("login refused: " + refused);
        }
        client.command("TYPE I");
        return client;
    }

    /** Sends a command and returns the code of its first reply. */
    public int command(String line) throws IOException {
        return control.sendCommand(line);
    }

    /** The code of the next reply. */
    public int reply() throws IOException {
        return control.getReply();
    }

    /** The code of the next reply, empty if none comes within this time. */
    public Optional<Integer> reply(Duration within) throws IOException {
        control.setSoTimeout(Math.toIntExact(within.toMillis()));
        try {
            return Optional.of(control.getReply());
        } catch (SocketTimeoutException silent) {
            return Optional.empty();
        } finally {
            if (control.isConnected()) {
                control.setSoTimeout(Math.toIntExact(patience.toMillis()));
            }
        }
    }

    /** The text of the last reply, on one line. */
    public String lastReply() {
        return String.valueOf(control.getReplyString()).strip();
    }

    /**
     * Asks for a data port with PASV.
     *
     * @return what the 227 said, empty if the answer was another
     */
    public Optional<InetSocketAddress> pasv() throws IOException {
        int code = command("PASV");
        return PassiveReply.parse(code, lastReply())
                .map(PassiveReply.Pasv.class::cast)
                .map(reply -> new InetSocketAddress(reply.address(), reply.port()));
    }

    /** Connects a data connection to this very address. */
    public Socket dial(InetSocketAddress data) throws IOException {
        return host.dial(data, patience);
    }

    /** The address that a client which ignores the 227's address dials: the control connection's. */
    public InetSocketAddress atControlAddress(InetSocketAddress passive) {
        return new InetSocketAddress(control.getRemoteAddress(), passive.getPort());
    }

    /** Ends the session without ceremony. */
    @Override
    public void close() {
        try {
            control.disconnect();
        } catch (IOException gone) {
            // It ended by itself, which is what was wanted.
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "client at %s", host.address().getHostAddress());
    }
}
