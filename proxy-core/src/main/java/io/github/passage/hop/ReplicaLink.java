package io.github.passage.hop;

import io.github.passage.data.DataPorts;
import io.github.passage.data.OtherReplicas;
import io.github.passage.replica.RenewableTls;
import io.github.passage.replica.Replica;
import io.github.passage.replica.ReplicaContext;
import io.github.passage.replica.ReplicaSettings;
import io.github.passage.transport.ConnectionKind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A hop's way from and to its other replicas. Any thread but an event loop may call it. */
final class ReplicaLink {
    private final ReplicaSettings settings;
    private final Replica replica;
    private final Listeners listeners;

    ReplicaLink(FtpHopSettings hop, ReplicaSettings settings, HopContext context) {
        this.settings = settings;
        this.replica = new Replica(
                hop.slices(settings),
                settings,
                new ReplicaContext(
                        hop.name(),
                        context.transport(),
                        hop.place(),
                        context.splicing(),
                        context.telemetry(),
                        hop.target().connectTimeout(),
                        hop.ftp().timeouts().dataIdle()));
        this.listeners = new Listeners(
                hop.name(), hop.place(), new Admission(settings.trusted(), Admission.Refusal.REJECT), context);
    }

    OtherReplicas others() {
        return replica.others();
    }

    Optional<RenewableTls> tls() {
        return replica.tls();
    }

    /**
     * Lets the others in.
     *
     * @throws ListenException if the address cannot be bound
     */
    void open(DataPorts dataPorts) {
        listeners.open(settings.listen(), ConnectionKind.DATA, replica.door(dataPorts));
    }

    /** Whether anything that is another replica's passes here. */
    boolean isPassing() {
        return replica.handingOver() > 0;
    }

    /** Done when nothing that is another replica's passes here any more. The others are still let in. */
    CompletableFuture<Void> drain() {
        return replica.drain();
    }

    /** Lets nobody in, and resets what passes here to others. */
    void close() {
        listeners.closeAll();
        replica.cut();
    }
}
