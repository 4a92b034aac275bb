package io.github.passage.hop;

import io.github.passage.transport.AcceptListener;
import io.github.passage.transport.ConnectionKind;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The listeners of a hop in FTP mode, by what its settings ask for. Any thread but an event loop may call it. */
final class FtpListeners {
    private final Listeners listeners;
    private final AcceptListener sessions;
    private final AcceptListener dataPorts;
    private final Map<Listening, InetSocketAddress> bound = new LinkedHashMap<>();

    FtpListeners(Listeners listeners, AcceptListener sessions, AcceptListener dataPorts) {
        this.listeners = listeners;
        this.sessions = sessions;
        this.dataPorts = dataPorts;
    }

    /**
     * Binds what is wanted and not bound yet.
     *
     * @return what was bound
     * @throws ListenException naming the address that cannot be bound; only what was bound before stays so
     */
    synchronized Set<Listening> open(Set<Listening> wanted) {
        Set<Listening> opened = new LinkedHashSet<>();
        try {
            for (Listening each : wanted) {
                if (!bound.containsKey(each)) {
                    AcceptListener accepting = each.kind() == ConnectionKind.CONTROL ? sessions : dataPorts;
                    bound.put(each, listeners.open(each.address(), each.kind(), accepting));
                    opened.add(each);
                }
            }
            return opened;
        } catch (RuntimeException e) {
            close(opened::contains);
            throw e;
        }
    }

    /** Stops listening there; connections that stand go on. */
    synchronized void close(Predicate<Listening> which) {
        bound.entrySet().removeIf(each -> {
            boolean closing = which.test(each.getKey());
            if (closing) {
                listeners.close(each.getValue());
            }
            return closing;
        });
    }

    /** What was asked for and is bound. */
    synchronized Set<Listening> held() {
        return Set.copyOf(bound.keySet());
    }

    synchronized void closeAll() {
        bound.clear();
        listeners.closeAll();
    }

    /** Where sessions come to, with the ports that the system chose where 0 was asked for. */
    synchronized List<InetSocketAddress> control() {
        List<InetSocketAddress> addresses = new ArrayList<>();
        bound.forEach((wanted, address) -> {
            if (wanted.kind() == ConnectionKind.CONTROL) {
                addresses.add(address);
            }
        });
        return List.copyOf(addresses);
    }
}
