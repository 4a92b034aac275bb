package io.github.passage.control;

import io.github.passage.address.Cidr;
import io.github.passage.address.HostPort;
import io.github.passage.address.PortRange;
import io.github.passage.data.DataPeer;
import io.github.passage.data.DataPortSettings;
import io.github.passage.data.Rendezvous;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.passive.NameLookup;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Send;
import io.github.passage.relay.Splicing;
import io.github.passage.relay.Traffic;
import io.github.passage.target.TargetConnector;
import io.github.passage.target.TargetSettings;
import io.github.passage.telemetry.TelemetryListener;
import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.ConnectionKind;
import io.github.passage.transport.ListenOptions;
import io.github.passage.transport.Transport;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;

/**
 * What sessions have around them, on real sockets: an event loop, a listener, and a server that is connected to and never greets. What
 * tests let go wrong they bring with them.
 */
final class Surroundings implements AutoCloseable {
    static final String NODE = "127.69.3.1";
    private static final String HOP = "127.69.1.1";
    private static final String SERVER = "127.69.2.1";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final PortRange PORTS = new PortRange(8192, 8194);

    private final Transport transport = Transport.open(1);
    private final ServerSocket server;
    private InetSocketAddress address = new InetSocketAddress(HOP, 0);

    Surroundings() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.ofLiteral(SERVER));
    }

    /** Sessions whose passive address is a name, and whose PROXY headers come first if any come. */
    SessionContext context(Accept accept, SessionLimits limits, NameLookup names, TelemetryListener telemetry) {
        FtpSettings settings = new FtpSettings(
                PassiveAddressPolicy.parse("passive.example"),
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(PORTS, PORTS, new DataPeer.Same()),
                LineLimits.DEFAULT,
                new SessionTimeouts(LONG, LONG, LONG, LONG),
                limits);
        return new SessionContext(
                settings,
                transport,
                new TargetConnector(
                        transport, new TargetSettings(new HostPort(SERVER, server.getLocalPort()), LONG, null)),
                new Rendezvous(PORTS, new DataPeer.Same()),
                names,
                telemetry,
                Splicing.NEVER,
                new Traffic(),
                LineWatch.NONE,
                new ProxyProtocolSettings(accept, Placement.FIRST, List.of(Cidr.parse(NODE + "/32")), LONG, Send.OFF));
    }

    void listen(AcceptListener accepting) {
        Channel listener = transport
                .listen(new ListenOptions(address, ConnectionKind.CONTROL), accepting)
                .syncUninterruptibly()
                .channel();
        address = (InetSocketAddress) listener.localAddress();
    }

    /** A client whose close is a reset: the server would never answer an orderly one. */
    Socket connect(String from) throws IOException {
        Socket client = new Socket();
        client.bind(new InetSocketAddress(from, 0));
        client.setSoLinger(true, 0);
        client.setSoTimeout(20_000);
        client.connect(address);
        return client;
    }

    /** Resets the connection. */
    static void leave(Socket client) throws IOException {
        client.close();
    }

    /** Waits until the connection is closed or reset. */
    static void awaitEnd(Socket client) {
        try {
            client.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // That is an end, too.
        } catch (IOException e) {
            throw new AssertionError("the connection stands", e);
        }
    }

    /** Connects, and waits until the connection is closed or reset, which may be faster than the return of connect. */
    void connectToItsEnd(String from) throws IOException {
        try (Socket client = connect(from)) {
            awaitEnd(client);
        } catch (SocketException atConnect) {
            if (!String.valueOf(atConnect.getMessage()).contains("reset")) {
                throw atConnect;
            }
        }
    }

    @Override
    public void close() throws IOException {
        transport.close();
        server.close();
    }
}
