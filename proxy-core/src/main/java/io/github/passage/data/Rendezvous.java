package io.github.passage.data;

import io.github.passage.address.PortRange;
import java.net.InetAddress;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who waits on which data port for a connection from where. One port serves many clients at once: a reservation is found by
 * (port, source), and at most one exists for each.
 *
 * <p>Any thread may call it; nothing blocks.
 */
public final class Rendezvous {
    private final PortRange ports;
    private final DataPeer peer;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Place, Claimant> reserved = new ConcurrentHashMap<>();
    private final Map<Object, Deque<Claimant>> standing = new ConcurrentHashMap<>();

    /** An empty table. */
    public Rendezvous(PortRange ports, DataPeer peer) {
        this.ports = ports;
        this.peer = peer;
    }

    /**
     * Reserves any free port for a client. Ports are taken in turn, so that a connection that comes late for an old reservation
     * rarely meets a new one.
     *
     * @return the port, or empty if all are reserved for this client
     */
    public OptionalInt reserve(InetAddress client, Claimant claimant) {
        Object scope = peer.scopeOf(client);
        int start = Math.floorMod(turn.getAndIncrement(), ports.size());
        for (int i = 0; i < ports.size(); i++) {
            int port = ports.first() + (start + i) % ports.size();
            if (reserved.putIfAbsent(new Place(port, scope), claimant) == null) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Reserves one certain port for a client.
     *
     * @return whether the port was free and is among the data ports
     */
    public boolean reserve(int port, InetAddress client, Claimant claimant) {
        return ports.contains(port) && reserved.putIfAbsent(new Place(port, peer.scopeOf(client)), claimant) == null;
    }

    /** Gives a reservation back; does nothing if it was taken meanwhile, also by another session. */
    public void release(int port, InetAddress client, Claimant claimant) {
        reserved.remove(new Place(port, peer.scopeOf(client)), claimant);
    }

    /** Takes every connection of this client that no reservation claims; the newest claimant of an address comes first. */
    public void stand(InetAddress client, Claimant claimant) {
        standing.compute(peer.scopeOf(client), (scope, others) -> {
            Deque<Claimant> claimants = others == null ? new ConcurrentLinkedDeque<>() : others;
            claimants.addFirst(claimant);
            return claimants;
        });
    }

    /** Ends {@link #stand}. */
    public void leave(InetAddress client, Claimant claimant) {
        standing.computeIfPresent(peer.scopeOf(client), (scope, claimants) -> {
            claimants.remove(claimant);
            return claimants.isEmpty() ? null : claimants;
        });
    }

    /** Whether any session that stands for this client has a data connection open. */
    public boolean anyStandingMoves(InetAddress client) {
        Deque<Claimant> claimants = standing.get(peer.scopeOf(client));
        return claimants != null && claimants.stream().anyMatch(Claimant::isMoving);
    }

    /**
     * Finds who waits for an arrived connection, and ends the reservation.
     *
     * @param port the data port that the connection reached
     * @param source where it came from
     */
    public Optional<Claimant> take(int port, InetAddress source) {
        Object scope = peer.scopeOf(source);
        Claimant claimant = reserved.remove(new Place(port, scope));
        if (claimant != null) {
            return Optional.of(claimant);
        }
        Deque<Claimant> claimants = standing.get(scope);
        return claimants == null ? Optional.empty() : Optional.ofNullable(claimants.peekFirst());
    }

    /** Number of reservations. */
    public int reservations() {
        return reserved.size();
    }

    private record Place(int port, Object scope) {}
}
