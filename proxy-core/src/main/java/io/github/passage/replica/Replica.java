package io.github.passage.replica;

import io.github.passage.data.DataPorts;
import io.github.passage.data.OtherReplicas;
import io.github.passage.transport.AcceptListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** This replica among the others: what it hands over to them, and what it takes from them. Any thread may call it. */
public final class Replica {
    private final Slices slices;
    private final ReplicaSettings settings;
    private final ReplicaContext context;
    private final Optional<TlsLayer> tls;
    private final PeerLayer layer;
    private final HandOvers handOvers;

    /**
     * Not reachable yet.
     *
     * @param slices of the hop's data ports
     * @throws IllegalArgumentException in one line, if the files of its TLS cannot be read
     */
    public Replica(Slices slices, ReplicaSettings settings, ReplicaContext context) {
        this.slices = slices;
        this.settings = settings;
        this.context = context;
        this.tls = settings.tls().map(files -> new TlsLayer("passage.hops." + context.hop() + ".replicas.tls", files));
        this.layer = tls.<PeerLayer>map(Function.identity()).orElse(PeerLayer.PLAIN);
        this.handOvers = new HandOvers(slices, settings, context, layer);
    }

    /** How replicas know each other, if they do. */
    public Optional<RenewableTls> tls() {
        return tls.map(Function.identity());
    }

    /** Takes data connections to ports of others. */
    public OtherReplicas others() {
        return handOvers;
    }

    /** Takes what is accepted where the others hand over. */
    public AcceptListener door(DataPorts dataPorts) {
        return new PeerDoor(slices, settings.ordinal(), dataPorts, context, layer);
    }

    /** Connections that came here and are another replica's. */
    public int handingOver() {
        return handOvers.open();
    }

    /** Done when nothing that is another replica's passes here any more; more may come until then. */
    public CompletableFuture<Void> drain() {
        return handOvers.drain();
    }

    /** Resets what passes here to others. */
    public void cut() {
        handOvers.cut();
    }
}
