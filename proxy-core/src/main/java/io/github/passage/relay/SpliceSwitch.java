package io.github.passage.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * Takes a relay over from copying to splicing once a side has sent enough: stops reading that side, waits until what came from it has
 * left, and deregisters both channels. Whenever something is in the way the relay goes on copying. The other side is read meanwhile,
 * since a peer may wait for its bytes before it takes more.
 */
final class SpliceSwitch {
    private final Relay relay;
    private final CopyMover copy;
    private final RelayLeg client;
    private final RelayLeg target;
    private final Splicing splicing;
    private long due;
    private boolean armed;
    private int deregistered;

    /** Does nothing until {@link #arm}. */
    SpliceSwitch(Relay relay, CopyMover copy, RelayLeg client, RelayLeg target, Splicing splicing) {
        this.relay = relay;
        this.copy = copy;
        this.client = client;
        this.target = target;
        this.splicing = splicing;
        this.due = splicing.after();
    }

    /** May switch from now on, if these channels can be spliced at all. */
    void arm() {
        armed = isSocket(client) && isSocket(target);
        consider(client);
        consider(target);
    }

    private static boolean isSocket(RelayLeg leg) {
        return leg.channel() instanceof EpollSocketChannel;
    }

    /** Switches if it is time. */
    void consider(RelayLeg from) {
        if (!armed || from.received() < due || !isReady(client) || !isReady(target)) {
            return;
        }
        armed = false;
        copy.pause(from);
        RelayLeg to = relay.otherOf(from);
        to.write(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) left -> {
            if (left.isSuccess()) {
                leave(from);
            }
        });
        to.flush();
    }

    private static boolean isReady(RelayLeg leg) {
        // Another handler may wait for a side's first bytes, and leaves when it has seen them.
        return !leg.inputEnded() && !leg.hasPreface() && leg.channel().isOpen() && leg.isAlone();
    }

    private void leave(RelayLeg from) {
        if (!relay.isMoving() || !isReady(client) || !isReady(target) || !isEmpty(client) || !isEmpty(target)) {
            later(from);
            return;
        }
        PipePool pool = splicing.pipes();
        Pipe up = pool == null ? null : pool.take();
        Pipe down = up == null || pool == null ? null : pool.take();
        if (pool != null && up != null && down != null) {
            deregister(new SpliceMover(relay, pool, client, up, down));
        } else {
            if (pool != null && up != null) {
                pool.give(up, true);
            }
            copy.resume();
        }
    }

    private void deregister(SpliceMover mover) {
        copy.leave();
        // A channel that is not registered tells of its end by its future only.
        client.failWhenClosed();
        target.failWhenClosed();
        client.channel().deregister().addListener((ChannelFutureListener) done -> left(mover));
        target.channel().deregister().addListener((ChannelFutureListener) done -> left(mover));
    }

    private void later(RelayLeg from) {
        due = from.received() + splicing.after();
        armed = true;
        if (relay.isMoving()) {
            copy.resume();
        }
    }

    private void left(SpliceMover mover) {
        deregistered++;
        if (deregistered < 2) {
            return;
        }
        // Deregistering takes a turn of the loop, in which a FIN may have brought bytes.
        if (relay.isMoving() && isReady(client) && isReady(target) && holdsNothing(client) && holdsNothing(target)) {
            relay.use(mover);
            if (!mover.start()) {
                relay.broken(client);
            }
        } else {
            mover.stop();
            goBack();
        }
    }

    /** Copies for good. */
    void goBack() {
        relay.use(copy);
        for (RelayLeg leg : new RelayLeg[] {client, target}) {
            Channel channel = leg.channel();
            if (channel.isOpen()) {
                ChannelFuture registered = channel.eventLoop().register(channel);
                registered.addListener(done -> {
                    if (!done.isSuccess()) {
                        relay.lost(leg);
                    }
                });
                leg.flush();
            }
        }
        if (relay.isMoving()) {
            copy.resume();
        }
    }

    private static boolean holdsNothing(RelayLeg leg) {
        ChannelOutboundBuffer waiting = leg.channel().unsafe().outboundBuffer();
        return waiting == null || waiting.totalPendingWriteBytes() == 0;
    }

    /** The same from within the completion of the last write, which is still counted. */
    private static boolean isEmpty(RelayLeg leg) {
        ChannelOutboundBuffer waiting = leg.channel().unsafe().outboundBuffer();
        return waiting == null || waiting.isEmpty();
    }
}
