package io.github.passage.it.observe;

import io.github.passage.it.server.Account;
import io.github.passage.it.server.FtpServerRig;
import io.github.passage.it.server.FtpServers;
import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.server.ServerSite;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A real server, and the configuration of a proxy that has a hop for each thing that can go wrong. */
final class Scene implements AutoCloseable {
    /** A hop where all goes well, unless the client errs. */
    static final String EDGE = "edge";

    /** A hop with as many data ports as Transfer Family has, that are reserved for long. */
    static final String NARROW = "narrow";

    /** How many that are. */
    static final int PORTS = 9;

    /** A hop whose policy needs a port that it does not have. */
    static final String KEEP = "keep";

    /** A hop in front of a server that announces closed data ports. */
    static final String FAR = "far";

    /** A hop in front of nothing. */
    static final String DEAD = "dead";

    /** A hop that lets nobody in. */
    static final String CLOSED = "closed";

    /** A hop like {@link #EDGE}, to be drained. */
    static final String DRAINED = "drained";

    /** The file that clients read. */
    static final String FILE = FtpServerRig.WRITABLE + "/file.bin";

    /** A small one. */
    static final String SMALL = FtpServerRig.WRITABLE + "/small.txt";

    /** Where clients write. */
    static final String UPLOAD = FtpServerRig.WRITABLE + "/upload.bin";

    /** More than the kernel holds of a transfer that stands still. */
    private static final int FILE_BLOCKS = 512;

    private static final int BLOCK = 1 << 16;
    private static final int CONTROL = 2121;
    private static final int ADMIN = 9621;

    private final LoopbackAddresses addresses = new LoopbackAddresses();
    private final WorkDirectory work = WorkDirectory.create("observe");
    private final FtpServerRig server;
    private final InetSocketAddress nobody;
    private final BrokenServer broken;
    private final Map<String, InetSocketAddress> hops = new LinkedHashMap<>();

    private Scene(ItLogs logs) {
        // The first is Prometheus' own
        addresses.next();
        server = FtpServers.VSFTPD.start(
                new ServerSite(addresses.next(), new PortRange(20000, 20999), work.path(), logs));
        nobody = new InetSocketAddress(addresses.next(), CONTROL);
        broken = BrokenServer.start(new InetSocketAddress(addresses.next(), CONTROL));
        write(server.root().resolve(FILE), FILE_BLOCKS);
        write(server.root().resolve(SMALL), 1);
    }

    /** Starts the server. */
    static Scene open(ItLogs logs) {
        return new Scene(logs);
    }

    private static void write(Path file, int blocks) {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < blocks; i++) {
                out.write(new byte[BLOCK]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return work.path();
    }

    /** An address for a client, or for nothing. */
    InetAddress address() {
        return addresses.next();
    }

    /** A free place for an admin server, as {@code host:port}. */
    String admin() {
        return addresses.next().getHostAddress() + ":" + ADMIN;
    }

    Account account() {
        return server.account();
    }

    /** The value of {@code target} that leads to the real server. */
    String target() {
        return text(server.address());
    }

    /** Where the hop called {@link #DEAD} leads. */
    InetSocketAddress nobody() {
        return nobody;
    }

    /** Where clients reach a hop; a name that is not known yet gets an address. */
    InetSocketAddress hop(String name) {
        return hops.computeIfAbsent(name, _ -> new InetSocketAddress(addresses.next(), CONTROL));
    }

    /** The server that lets in as many as want to. */
    String brokenTarget() {
        return text(new InetSocketAddress(broken.address(), CONTROL));
    }

    /** Flags of a proxy with one hop, listening where {@link #hop} says. */
    String[] flags(String hop, String target) {
        return new String[] {"proxy", "--listen", text(hop(hop)), "--target", target};
    }

    /** A client that errs at a hop. */
    Misuse misuse(String hop) {
        return new Misuse(hop(hop), account(), addresses.next());
    }

    /** The configuration of all hops. */
    Path configuration() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(EDGE, "target = \"%s\", timeouts { reservation = 1s }".formatted(target()));
        settings.put(NARROW, "target = \"%s\", timeouts { reservation = 10m }".formatted(target()));
        settings.put(
                KEEP,
                "target = \"%s\", passive-address = keep, data-ports = 9000, limits { sessions = 1000 }"
                        .formatted(target()));
        settings.put(FAR, "target = \"%s\"".formatted(brokenTarget()));
        settings.put(DEAD, "target = \"%s\"".formatted(text(nobody)));
        settings.put(CLOSED, "target = \"%s\", admit = 192.0.2.1, %s".formatted(target(), replicas()));
        settings.put(DRAINED, "target = \"%s\"".formatted(target()));
        String text = settings.entrySet().stream()
                .map(each -> "  %s { listen = \"%s\", %s }"
                        .formatted(each.getKey(), text(hop(each.getKey())), each.getValue()))
                .collect(Collectors.joining("\n", "passage.hops {\n", "\n}\n"));
        try {
            return Files.writeString(work.path().resolve("passage.conf"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String replicas() {
        return "replicas { slots = 2, ordinal = 0, peer = \"127.0.0.{ordinal}:9\", listen = \"%s\", trusted = 192.0.2.1 }"
                .formatted(text(new InetSocketAddress(hop(CLOSED).getAddress(), 9622)));
    }

    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Override
    public void close() {
        try (work;
                server) {
            broken.close();
        }
    }
}
