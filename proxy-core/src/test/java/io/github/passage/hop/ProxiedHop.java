package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.AccessList;
import io.github.passage.address.Cidr;
import io.github.passage.address.HostPort;
import io.github.passage.address.PortRange;
import io.github.passage.control.AuthMode;
import io.github.passage.control.EpsvMode;
import io.github.passage.control.FtpSettings;
import io.github.passage.control.SessionLimits;
import io.github.passage.control.SessionTimeouts;
import io.github.passage.data.DataPeer;
import io.github.passage.data.DataPortSettings;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Send;
import io.github.passage.target.TargetSettings;
import io.github.passage.telemetry.HeaderFault;
import io.github.passage.telemetry.HopFact;
import io.github.passage.transport.SocketPlace;
import io.github.passage.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A hop in FTP mode behind a load balancer, whose nodes the tests play themselves: they may send PROXY headers. */
final class ProxiedHop implements AutoCloseable {
    static final String NODE = "127.65.3.1";
    static final String STRANGER = "127.65.9.1";
    static final String SERVER = "127.65.2.1";
    static final InetSocketAddress CLIENT = new InetSocketAddress("203.0.113.9", 40_000);
    static final Duration SOON = Duration.ofMillis(300);
    static final Duration LONG = Duration.ofSeconds(20);
    private static final String HOST = "127.65.1.1";
    private static final List<Cidr> TRUSTED = List.of(Cidr.parse("127.65.3.0/24"), Cidr.parse("127.65.4.0/24"));

    private final FactLog facts = new FactLog();
    final FtpHop hop;

    private ProxiedHop(Transport transport, FtpHopSettings settings) {
        this.hop = FtpHop.start(
                settings, new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), facts));
    }

    static ProxiedHop start(Transport transport, Accept accept, Placement placement, Duration timeout, int target) {
        ProxyProtocolSettings proxy = new ProxyProtocolSettings(accept, placement, TRUSTED, timeout, Send.OFF);
        return start(transport, HOST, 28_192, proxy, SessionLimits.NONE, new HostPort(SERVER, target), null);
    }

    /** A hop that some clients are denied. */
    static ProxiedHop denying(Transport transport, Accept accept, Placement placement, List<Cidr> networks) {
        ProxyProtocolSettings proxy = new ProxyProtocolSettings(accept, placement, TRUSTED, LONG, Send.OFF);
        SessionLimits limits = new SessionLimits(
                new AccessList(List.of(), networks),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty());
        return start(transport, HOST, 28_192, proxy, limits, new HostPort(SERVER, 21), null);
    }

    /** A hop before another one, whom it tells of its clients. */
    static ProxiedHop before(Transport transport, Send send, InetSocketAddress target) {
        ProxyProtocolSettings proxy = new ProxyProtocolSettings(Accept.OFF, Placement.FIRST, List.of(), LONG, send);
        return start(transport, "127.65.5.1", 28_292, proxy, SessionLimits.NONE, HostPort.of(target), "127.65.4.1");
    }

    private static ProxiedHop start(
            Transport transport,
            String host,
            int firstPort,
            ProxyProtocolSettings proxy,
            SessionLimits limits,
            HostPort target,
            @Nullable String from) {
        PortRange ports = new PortRange(firstPort, firstPort + 2);
        FtpSettings ftp = new FtpSettings(
                PassiveAddressPolicy.parse("control"),
                EpsvMode.PASS,
                AuthMode.REFUSE,
                new DataPortSettings(ports, ports, new DataPeer.Same()),
                LineLimits.DEFAULT,
                SessionTimeouts.DEFAULT);
        FtpHopSettings settings = new FtpHopSettings(
                "hop",
                List.of(new InetSocketAddress(host, 0)),
                SocketPlace.HERE,
                new TargetSettings(
                        target,
                        Duration.ofSeconds(2),
                        from == null ? null : new InetSocketAddress(from, 0).getAddress()),
                ftp.with(limits),
                Admission.EVERYBODY,
                proxy);
        return new ProxiedHop(transport, settings);
    }

    InetSocketAddress address() {
        return hop.addresses().getFirst();
    }

    /** Waits for a fact, dropping those before it. */
    <T> T await(Class<T> type, Predicate<T> wanted) throws InterruptedException {
        return facts.await(type, wanted);
    }

    <T> T await(Class<T> type) throws InterruptedException {
        return await(type, fact -> true);
    }

    void awaitFault(HeaderFault fault) throws InterruptedException {
        await(HopFact.HeaderRejected.class, rejected -> rejected.fault() == fault);
    }

    /** The client of the tests, by way of a load balancer's node. */
    static ProxyHeader header(InetSocketAddress client) {
        return new ProxyHeader(client, new InetSocketAddress("10.0.1.5", 21), Optional.of("vpce-0123"));
    }

    static byte[] local() {
        return HexFormat.of().parseHex("0d0a0d0a000d0a515549540a" + "20000000");
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The connection is, or is about to be, reset by the hop. */
    static void assertReset(Socket socket) {
        assertThatThrownBy(() -> {
                    throw new AssertionError("read " + socket.getInputStream().read());
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    /** The reset may be faster than the return of connect or of the write. */
    static void assertResetAfter(String from, InetSocketAddress to, byte[] sent) {
        assertThatThrownBy(() -> {
                    try (Socket socket = TestClient.dialFrom(from, to)) {
                        socket.getOutputStream().write(sent);
                        throw new AssertionError(
                                "read " + socket.getInputStream().read());
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageMatching(".*(reset|Broken pipe).*");
    }

    static void write(Socket socket, byte[]... parts) throws IOException {
        socket.getOutputStream().write(join(parts));
    }

    @Override
    public void close() {
        hop.close();
    }
}
