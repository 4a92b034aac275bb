package io.github.passage.data;

import io.github.passage.address.PortRange;
import java.net.InetAddress;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who waits on which data port for a connection from where. One port serves many clients at once: a reservation is found by
 * (port, source), and at most one exists for each. Where a hop gets other data ports or compares sources otherwise, sessions that
 * stand keep their table, and a port is reserved in one of the tables at a time, so that no connection could belong to two sessions.
 *
 * <p>Any thread may call it; nothing blocks.
 */
public final class Rendezvous {
    private final PortRange ports;
    private final DataPeer peer;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicIntegerArray waiting;
    private final Map<Place, Claimant> reserved = new ConcurrentHashMap<>();
    private final Map<Object, Deque<Claimant>> standing = new ConcurrentHashMap<>();
    /** This one and those beside it, the newest first. */
    private final List<Rendezvous> tables;

    /** An empty table. */
    public Rendezvous(PortRange ports, DataPeer peer) {
        this(ports, peer, new CopyOnWriteArrayList<>());
        tables.add(this);
    }

    private Rendezvous(PortRange ports, DataPeer peer, List<Rendezvous> tables) {
        this.ports = ports;
        this.peer = peer;
        this.waiting = new AtomicIntegerArray(ports.size());
        this.tables = tables;
    }

    /** An empty table for sessions that begin from now on, beside this one and all that are beside it. */
    public Rendezvous beside(PortRange otherPorts, DataPeer otherPeer) {
        Rendezvous next = new Rendezvous(otherPorts, otherPeer, tables);
        tables.addFirst(next);
        return next;
    }

    /** Says that this table's sessions are gone; those beside it go on. */
    public void retire() {
        tables.remove(this);
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
            if (put(new Place(port, scope), claimant)) {
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
        return ports.contains(port) && put(new Place(port, peer.scopeOf(client)), claimant);
    }

    private boolean put(Place place, Claimant claimant) {
        // Announced before the look at the others, who do the same: of two at most one gets the port.
        waiting.incrementAndGet(place.port() - ports.first());
        boolean free = !isReservedBeside(place.port()) && reserved.putIfAbsent(place, claimant) == null;
        if (!free) {
            waiting.decrementAndGet(place.port() - ports.first());
        }
        return free;
    }

    private boolean isReservedBeside(int port) {
        return tables.size() > 1
                && tables.stream().anyMatch(table -> !table.equals(this) && table.isReservedHere(port));
    }

    /** Gives a reservation back; does nothing if it was taken meanwhile, also by another session. */
    public void release(int port, InetAddress client, Claimant claimant) {
        if (reserved.remove(new Place(port, peer.scopeOf(client)), claimant)) {
            waiting.decrementAndGet(port - ports.first());
        }
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
     * Finds who waits for an arrived connection, in this table or one beside it, and ends the reservation.
     *
     * @param port the data port that the connection reached
     * @param source where it came from
     */
    public Optional<Claimant> take(int port, InetAddress source) {
        return first(table -> table.takeReserved(port, source)).or(() -> first(table -> table.newestStanding(source)));
    }

    private Optional<Claimant> first(Function<Rendezvous, @Nullable Claimant> look) {
        for (Rendezvous table : tables) {
            Claimant claimant = look.apply(table);
            if (claimant != null) {
                return Optional.of(claimant);
            }
        }
        return Optional.empty();
    }

    private @Nullable Claimant takeReserved(int port, InetAddress source) {
        Claimant claimant = reserved.remove(new Place(port, peer.scopeOf(source)));
        if (claimant != null) {
            waiting.decrementAndGet(port - ports.first());
        }
        return claimant;
    }

    private @Nullable Claimant newestStanding(InetAddress source) {
        Deque<Claimant> claimants = standing.get(peer.scopeOf(source));
        return claimants == null ? null : claimants.peekFirst();
    }

    /** Whether a connection of one address may be taken for one of the other. */
    public boolean isSame(InetAddress one, InetAddress other) {
        return peer.scopeOf(one).equals(peer.scopeOf(other));
    }

    /** Whether a port is reserved, for whomever, in this table or one beside it. */
    public boolean isReserved(int port) {
        return tables.stream().anyMatch(table -> table.isReservedHere(port));
    }

    private boolean isReservedHere(int port) {
        return ports.contains(port) && waiting.get(port - ports.first()) > 0;
    }

    /** Number of reservations. */
    public int reservations() {
        return reserved.size();
    }

    /** How the ports are used; looks at every reservation. */
    public DataPortUse use() {
        int taken = 0;
        for (int i = 0; i < waiting.length(); i++) {
            taken += waiting.get(i) > 0 ? 1 : 0;
        }
        Map<Object, Integer> byClient = new HashMap<>();
        reserved.keySet().forEach(place -> byClient.merge(place.scope(), 1, Integer::sum));
        int most = byClient.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return new DataPortUse(ports.size(), taken, reservations(), most);
    }

    private record Place(int port, Object scope) {}
}
