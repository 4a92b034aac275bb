package io.github.passage.relay;

import io.github.passage.transport.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes inside the kernel: from a socket into a pipe and from the pipe into the other socket (splice(2)). Both channels are
 * deregistered meanwhile, so that nothing else reads their sockets: a registered one reads when a FIN comes, auto-read or not.
 */
final class SpliceMover implements Mover {
    private final Relay relay;
    private final PipePool pool;
    private final EventExecutor loop;
    private final SpliceEnd client;
    private final SpliceEnd target;
    private final SpliceLane up;
    private final SpliceLane down;
    private final Runnable upAgain;
    private final Runnable downAgain;
    private @Nullable SpliceLane last;
    private boolean forgotten;
    private boolean stopped;

    /** Over a relay whose channels are deregistered and hold nothing, with two empty pipes of the pool. */
    SpliceMover(Relay relay, PipePool pool, RelayLeg client, Pipe up, Pipe down) {
        RelayLeg target = relay.otherOf(client);
        this.relay = relay;
        this.pool = pool;
        this.loop = client.channel().eventLoop();
        this.client = new SpliceEnd(client, this::ready);
        this.target = new SpliceEnd(target, this::ready);
        this.up = new SpliceLane(relay, pool.calls(), this.client, this.target, up);
        this.down = new SpliceLane(relay, pool.calls(), this.target, this.client, down);
        this.upAgain = () -> again(this.up);
        this.downAgain = () -> again(this.down);
    }

    /** Begins to move; false if the event loop will not have it, and then nothing was moved and {@link #stop} is due. */
    boolean start() {
        client.leg().channel().config().setAutoRead(true);
        target.leg().channel().config().setAutoRead(true);
        return client.register() && target.register();
    }

    private void ready(SpliceEnd end, EpollIoOps edges) {
        if (stopped) {
            return;
        }
        if (forgotten) {
            came(end, edges);
        } else {
            // A reset shows when it is read after all that came before it, or when something is written.
            run(up);
            run(down);
        }
    }

    /** Something came after the relay was forgotten. */
    private void came(SpliceEnd end, EpollIoOps edges) {
        if (edges.contains(EpollIoOps.EPOLLERR)) {
            Transport.reset(end.leg().channel());
        } else if (end.isReadable() && !end.leg().inputEnded()) {
            relay.sentTooLate(end.leg());
        }
    }

    private void again(SpliceLane lane) {
        lane.queue(false);
        run(lane);
    }

    private void run(SpliceLane lane) {
        if (stopped || forgotten || lane.isQueued() || (last != null && last != lane)) {
            return;
        }
        if (lane.pump()) {
            lane.queue(true);
            loop.execute(lane == up ? upAgain : downAgain);
        }
        if (!stopped && lane.isRefused()) {
            refused(lane);
        }
        if (!stopped && client.leg().inputEnded() && target.leg().inputEnded()) {
            relay.close(up.isDone() && down.isDone());
        }
        if (!stopped && lane.isDone()) {
            lane.to().leg().endOutput();
        }
        if (!stopped && last == lane && lane.isExhausted()) {
            relay.delivered();
        }
    }

    private void refused(SpliceLane lane) {
        pool.giveUp("splice(2) is refused");
        if (progress() == 0
                && up.isEmpty()
                && down.isEmpty()
                && !lane.to().leg().inputEnded()) {
            stop();
            relay.copyAgain();
        } else {
            relay.broken(lane.to().leg());
        }
    }

    @Override
    public void forward(RelayLeg from, ByteBuf bytes) {
        bytes.release();
        throw new IllegalStateException("a spliced channel was read");
    }

    @Override
    public void flushFrom(RelayLeg from) {
        // Nothing is ever written to the channels.
    }

    @Override
    public void writabilityChanged(RelayLeg leg) {
        // The same.
    }

    @Override
    public boolean mayRead(RelayLeg leg) {
        return true;
    }

    @Override
    public long progress() {
        return up.passed() + down.passed();
    }

    @Override
    public void forget() {
        forgotten = true;
        came(client, EpollIoOps.EPOLLIN);
        came(target, EpollIoOps.EPOLLIN);
    }

    @Override
    public void deliverFrom(RelayLeg leg) {
        last = leg == client.leg() ? up : down;
        last.sourceIsLost();
        run(last);
    }

    @Override
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        client.cancel();
        target.cancel();
        pool.give(up.pipe(), up.isEmpty());
        pool.give(down.pipe(), down.isEmpty());
    }
}
