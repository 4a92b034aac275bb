package io.github.passage.replica;

import io.github.passage.address.HostPort;
import io.github.passage.data.OtherReplicas;
import io.github.passage.telemetry.HandOverResult;
import io.github.passage.telemetry.HandOverSide;
import io.github.passage.transport.Accepted;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The data connections that came here and belong to other replicas. Any thread may call it. */
public final class HandOvers implements OtherReplicas {
    /** As a rule one waits for a round trip between pods, so few do at any time. */
    static final int MOST_WAITING = 256;

    static final int MOST_WAITING_OF_ONE = 64;

    private final Slices slices;
    private final ReplicaSettings settings;
    private final ReplicaContext context;
    private final PeerLayer layer;
    /** For each replica a room of its own: one that does not answer holds up no connection to the others. */
    private final Map<Integer, WaitingRoom> rooms = new ConcurrentHashMap<>();

    private final Set<HandOver> live = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;
    private volatile boolean stopped;

    HandOvers(Slices slices, ReplicaSettings settings, ReplicaContext context, PeerLayer layer) {
        this.slices = slices;
        this.settings = settings;
        this.context = context;
        this.layer = layer;
    }

    @Override
    public boolean own(int port) {
        return slices.ports().contains(port) && slices.ownerOf(port) != settings.ordinal();
    }

    @Override
    public void handOver(Accepted connection) {
        int owner = slices.ownerOf(connection.reached().getPort());
        HostPort peer = settings.peer().of(owner);
        InetSocketAddress source = connection.source();
        Optional<WaitingRoom.Seat> seat = rooms.computeIfAbsent(
                        owner, any -> new WaitingRoom(MOST_WAITING, MOST_WAITING_OF_ONE))
                .enter(source.getAddress());
        if (seat.isEmpty()) {
            connection.refuse();
            context.report(
                    HandOverSide.OUT,
                    source,
                    connection.reached(),
                    peer,
                    HandOverResult.TOO_MANY,
                    "too many connections wait for that replica");
            return;
        }
        HandOver begun = new HandOver(connection, peer, context, layer, seat.get(), this::over);
        live.add(begun);
        begun.begin();
        if (stopped) {
            begun.cut();
        }
    }

    /** Connections that are being handed over or relayed. */
    int open() {
        return live.size();
    }

    /** Done when none is left; more may come until then. */
    CompletableFuture<Void> drain() {
        draining = true;
        completeWhenEmpty();
        return drained;
    }

    /** Resets all, and all that come. */
    void cut() {
        stopped = true;
        live.forEach(HandOver::cut);
    }

    private void over(HandOver ended) {
        live.remove(ended);
        completeWhenEmpty();
    }

    private void completeWhenEmpty() {
        if (draining && live.isEmpty()) {
            drained.complete(null);
        }
    }
}
