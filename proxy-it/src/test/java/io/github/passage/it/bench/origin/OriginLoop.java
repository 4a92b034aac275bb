package io.github.passage.it.bench.origin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.passage.it.bench.kernel.Bytes;
import io.github.passage.it.bench.kernel.KernelException;
import io.github.passage.it.bench.kernel.Readiness;
import io.github.passage.it.bench.kernel.Sockets;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All control connections, on one thread. */
final class OriginLoop {
    private static final int COMMAND_BYTES = 8192;

    private final Sockets sockets = new Sockets();
    private final Bytes bytes = new Bytes();
    private final Readiness readiness = new Readiness();
    private final MemorySegment received = Arena.ofAuto().allocate(COMMAND_BYTES);
    private final Map<Integer, Announced> listeners = new HashMap<>();
    private final Map<Integer, OriginSession> sessions = new HashMap<>();
    private final OriginSession.Site site;

    OriginLoop(OriginSession.Site site) throws KernelException {
        this.site = site;
    }

    void listen(InetAddress host, List<Announced> all) throws KernelException {
        for (Announced announced : all) {
            int listening = sockets.listen(new InetSocketAddress(host, announced.controlPort()), 0);
            listeners.put(listening, announced);
            readiness.watch(listening);
        }
    }

    /** Serves until the process ends. */
    void run() throws KernelException {
        while (true) {
            readiness.await(this::ready);
        }
    }

    private void ready(int descriptor) {
        Announced announced = listeners.get(descriptor);
        try {
            if (announced == null) {
                read(descriptor);
            } else {
                accept(descriptor, announced);
            }
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(int listening, Announced announced) throws KernelException {
        int control = sockets.accept(listening);
        OriginSession session = new OriginSession(control, announced, site);
        sessions.put(control, session);
        readiness.watch(control);
        try {
            session.greet(bytes);
        } catch (KernelException alreadyGone) {
            end(control);
        }
    }

    private void read(int control) throws KernelException {
        OriginSession session = sessions.get(control);
        boolean goesOn;
        try {
            long length = session == null ? 0 : bytes.receive(control, received);
            goesOn = session != null && length > 0 && session.received(sockets, bytes, text(length));
        } catch (KernelException reset) {
            goesOn = false;
        }
        if (!goesOn) {
            end(control);
        }
    }

    private String text(long length) {
        return new String(received.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), US_ASCII);
    }

    private void end(int control) throws KernelException {
        OriginSession session = sessions.remove(control);
        if (session != null) {
            // A transfer may keep it open for a while
            readiness.forget(control);
            session.end(sockets);
        }
    }
}
