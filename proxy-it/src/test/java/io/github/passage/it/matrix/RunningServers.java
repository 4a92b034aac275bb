package io.github.passage.it.matrix;

import io.github.passage.it.server.FtpServerRig;
import io.github.passage.it.server.FtpServers;
import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.server.Route;
import io.github.passage.it.server.ServerSite;
import io.github.passage.it.tool.ItLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/** The servers that have been asked for, each started at its first use, and the route to them. */
final class RunningServers implements AutoCloseable {
    private static final PortRange DATA_PORTS = new PortRange(21000, 21099);

    private final Map<FtpServers, Reachable> running = new EnumMap<>(FtpServers.class);
    private final Map<FtpServers, InetAddress> addresses = new EnumMap<>(FtpServers.class);
    private final LoopbackAddresses free = new LoopbackAddresses();
    private final Path directory;
    private final ItLogs logs;
    private final Route route;

    /** A server and the address where clients reach it. */
    record Reachable(FtpServerRig server, InetSocketAddress address) {}

    /**
     * @param directory where the servers keep their files
     */
    RunningServers(Path directory, ItLogs logs, Route route) {
        this.directory = directory;
        this.logs = logs;
        this.route = route;
    }

    /**
     * The server, started if it does not run.
     *
     * @param prepare what to do with a server just started
     */
    Reachable get(FtpServers which, Consumer<FtpServerRig> prepare) {
        Reachable present = running.get(which);
        if (present != null) {
            return present;
        }
        FtpServerRig server = start(which);
        try {
            prepare.accept(server);
            Reachable reachable = new Reachable(server, route.open(server));
            running.put(which, reachable);
            return reachable;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private FtpServerRig start(FtpServers which) {
        Path scratch = directory.resolve(which.toString());
        try {
            Files.createDirectories(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A server whose program is missing is asked for by every cell, and must not take an address each time
        InetAddress address = addresses.computeIfAbsent(which, _ -> free.next());
        return which.start(new ServerSite(address, DATA_PORTS, scratch, logs));
    }

    @Override
    public void close() {
        try {
            route.close();
        } finally {
            closeAll(running.values().stream().map(Reachable::server).iterator());
        }
    }

    private static void closeAll(Iterator<FtpServerRig> servers) {
        if (!servers.hasNext()) {
            return;
        }
        try {
            servers.next().close();
        } finally {
            closeAll(servers);
        }
    }
}
