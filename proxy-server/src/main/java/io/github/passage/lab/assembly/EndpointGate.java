package io.github.passage.lab.assembly;

import io.github.passage.hop.Forward;
import io.github.passage.hop.RelayHop;
import io.github.passage.lab.transfer.DataPortListener;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The hop in relay mode right before a server: it has a port open only while the server does, as if both were one. Not to be used on
 * event loops.
 */
final class EndpointGate implements DataPortListener {
    private final int controlPort;
    private final IntFunction<Forward> forwards;
    private final Set<Integer> openPorts = new TreeSet<>();
    private @Nullable RelayHop hop;

    /**
     * A gate without a hop.
     *
     * @param forwards where a port leads
     */
    EndpointGate(int controlPort, IntFunction<Forward> forwards) {
        this.controlPort = controlPort;
        this.forwards = forwards;
    }

    /** Sets the hop; it gets the ports that are open now. */
    synchronized RelayHop stand(RelayHop next) {
        hop = next;
        openPorts.forEach(port -> next.open(forwards.apply(port)));
        return next;
    }

    /** Takes clients: the server listens. */
    void online() {
        opened(controlPort);
    }

    /** Refuses clients: the server does not listen. */
    void offline() {
        closed(controlPort);
    }

    @Override
    public synchronized void opened(int port) {
        if (openPorts.add(port) && hop != null) {
            hop.open(forwards.apply(port));
        }
    }

    @Override
    public synchronized void closed(int port) {
        if (openPorts.remove(port) && hop != null) {
            hop.close(port);
        }
    }
}
