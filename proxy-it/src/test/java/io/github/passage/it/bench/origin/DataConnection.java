package io.github.passage.it.bench.origin;

import io.github.passage.it.bench.kernel.Bytes;
import io.github.passage.it.bench.kernel.KernelException;
import io.github.passage.it.bench.kernel.Sockets;

/** One transfer, on the thread that carries it out. */
final class DataConnection {
    private final Sockets sockets = new Sockets();
    private final Bytes bytes = new Bytes();
    private final DataPorts.DataPort port;
    private final OriginSession.Site site;

    /** Told once the data connection is closed. */
    @FunctionalInterface
    interface Done {
        void told(Sockets sockets, Bytes bytes, boolean whole) throws KernelException;
    }

    DataConnection(DataPorts.DataPort port, OriginSession.Site site) {
        this.port = port;
        this.site = site;
    }

    void run(String verb, String name, Done done) {
        try {
            boolean whole = moved(verb, name);
            done.told(sockets, bytes, whole);
        } catch (KernelException clientIsGone) {
            // Its control connection has ended, too, or will, and the loop sees that
            return;
        }
    }

    private boolean moved(String verb, String name) {
        int data;
        try {
            data = sockets.accept(port.listening());
        } catch (KernelException nobodyCame) {
            site.ports().giveBack(port);
            return false;
        }
        site.ports().giveBack(port);
        try {
            if (verb.equals("RETR")) {
                site.transfer().send(bytes, data, name);
            } else {
                site.transfer().receive(bytes, data);
            }
            return true;
        } catch (KernelException brokenOff) {
            return false;
        } finally {
            sockets.close(data);
        }
    }
}
