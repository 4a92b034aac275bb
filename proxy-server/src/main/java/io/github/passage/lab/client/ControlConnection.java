package io.github.passage.lab.client;

import io.github.passage.lab.client.ClientSettings.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import org.apache.commons.net.ftp.FTPClient;

/** A control connection on commons-net's protocol engine, which also sends a command without waiting for its reply. */
final class ControlConnection extends FTPClient implements AutoCloseable {
    private final Transcript transcript;

    /**
     * Not yet connected.
     *
     * @param patience for the connection and each reply
     */
    ControlConnection(ClientHost host, InetAddress towards, Duration patience, Transcript transcript) {
        this.transcript = transcript;
        int millis = Math.toIntExact(patience.toMillis());
        setSocketFactory(new HostSockets(host, towards));
        setConnectTimeout(millis);
        setDefaultTimeout(millis);
        addProtocolCommandListener(transcript);
    }

    /** Connects and reads the greeting. */
    void open(InetSocketAddress hop) throws IOException {
        connect(hop.getAddress(), hop.getPort());
    }

    /** Logs in and asks for binary transfers; false if the server does not want that user. */
    boolean login(Login login) throws IOException {
        return login(login.user(), login.password()) && sendCommand("TYPE", "I") > 0;
    }

    /** Sends a command, whose reply must be read later. */
    void sendOnly(String command) throws IOException {
        _controlOutput_.write(command + "\r\n");
        _controlOutput_.flush();
        transcript.sent(command);
    }

    /** How long to wait for each reply from now on. */
    void patience(Duration patience) throws SocketException {
        setSoTimeout(Math.max(1, Math.toIntExact(patience.toMillis())));
    }

    /** The text of the last reply, all its lines. */
    String lastReply() {
        return String.valueOf(getReplyString()).strip();
    }

    @Override
    public void close() {
        try {
            disconnect();
        } catch (IOException gone) {
            // It ended by itself, which is what was wanted.
        }
    }
}
