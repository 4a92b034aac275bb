package io.github.passage.lab.transfer;

import io.github.passage.address.IpLiteral;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;

/** A running server on an address of its own, with an empty home directory and a recorder of its data ports. */
final class TestServer implements AutoCloseable {

    private final Path home;
    private final PortRecorder ports = new PortRecorder();
    private final TransferServer server;

    /**
     * @param host the last octet of 127.46.0.x, one for each test class: data ports are the same everywhere
     */
    TestServer(int host, UnaryOperator<TransferServerSettings> change) throws IOException {
        home = Files.createTempDirectory("passage-test-");
        Inet4Address address = IpLiteral.v4(new byte[] {127, 46, 0, (byte) host});
        server = new TransferServer(
                change.apply(TransferServerSettings.of(new InetSocketAddress(address, 0), address, home)), ports);
        server.start();
    }

    TestServer(int host) throws IOException {
        this(host, UnaryOperator.identity());
    }

    Path home() {
        return home;
    }

    PortRecorder ports() {
        return ports;
    }

    TransferServer server() {
        return server;
    }

    InetSocketAddress address() {
        return server.address();
    }

    InetSocketAddress dataAddress(int port) {
        return new InetSocketAddress(server.address().getAddress(), port);
    }

    ControlClient login() throws IOException {
        return ControlClient.loggedIn(address());
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (var paths = Files.walk(home)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
