package io.github.passage.it.load;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.program.TestServer;
import io.github.passage.it.server.FtpServerRig;
import io.github.passage.it.tool.Sha256;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.SplittableRandom;

/** A session of a client that has a file of its own on the server, and knows by which replicas its connections went. */
final class NamedClient implements Closeable {
    private static final int SIZE = 64 * 1024;
    private static final int LIMIT_MILLIS = 60_000;

    private final InetAddress address;
    private final Balancer balancer;
    private final Socket control;
    private final FtpDialog dialog;

    /** Connects and logs in. */
    NamedClient(InetAddress address, TestServer server, Balancer balancer) throws IOException {
        this.address = address;
        this.balancer = balancer;
        this.control = bound();
        control.connect(balancer.address(), LIMIT_MILLIS);
        this.dialog = FtpDialog.over(control);
        dialog.expect("220");
        dialog.login(server.rig().account());
    }

    /** What is in the file of a client. */
    static byte[] contentOf(InetAddress client) {
        byte[] content = new byte[SIZE];
        new SplittableRandom(client.getHostAddress().hashCode()).nextBytes(content);
        return content;
    }

    /** The checksum of that. */
    static String sha256Of(InetAddress client) throws IOException {
        return Sha256.of(new ByteArrayInputStream(contentOf(client)));
    }

    /** Puts the file of a client on the server. */
    static void publish(InetAddress client, TestServer server) throws IOException {
        Files.write(server.rig().writable().resolve(client.getHostAddress()), contentOf(client));
    }

    private Socket bound() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(address, 0));
        socket.setSoTimeout(LIMIT_MILLIS);
        return socket;
    }

    /** The replica that has the session. */
    int replica() {
        return balancer.wayOf((InetSocketAddress) control.getLocalSocketAddress());
    }

    /** Asks for a port. */
    InetSocketAddress pasv() throws IOException {
        return dialog.pasv();
    }

    /**
     * What it got.
     *
     * @param sha256 of the content
     * @param replica by which it went
     */
    record Download(String sha256, int replica) {}

    /** Reads its file over this port. */
    Download download(InetSocketAddress passive) throws IOException {
        try (Socket data = bound()) {
            InetSocketAddress end = (InetSocketAddress) data.getLocalSocketAddress();
            dialog.send("RETR " + FtpServerRig.WRITABLE + "/" + address.getHostAddress());
            data.connect(passive, LIMIT_MILLIS);
            dialog.expect("150");
            String sha256 = Sha256.of(data.getInputStream());
            dialog.expect("226");
            return new Download(sha256, balancer.wayOf(end));
        }
    }

    /**
     * Writes what its file holds to another.
     *
     * @return the replica by which it went
     */
    int upload(String name, InetSocketAddress passive) throws IOException {
        try (Socket data = bound()) {
            InetSocketAddress end = (InetSocketAddress) data.getLocalSocketAddress();
            dialog.send("STOR " + FtpServerRig.WRITABLE + "/" + name);
            data.connect(passive, LIMIT_MILLIS);
            dialog.expect("150");
            try (OutputStream out = data.getOutputStream()) {
                out.write(contentOf(address));
            }
            dialog.expect("226");
            return balancer.wayOf(end);
        }
    }

    @Override
    public void close() throws IOException {
        dialog.close();
    }
}
