package io.github.passage.replica;

import io.github.passage.relay.RelayLeg;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Future;

/** What stands between the network and the bytes of a connection between two replicas. */
interface PeerLayer {
    /** Nothing: who may connect is known by the address. */
    PeerLayer PLAIN = new PeerLayer() {
        @Override
        public RelayLeg leg() {
            return new RelayLeg();
        }

        @Override
        public ChannelHandler dialling(RelayLeg leg) {
            return leg;
        }

        @Override
        public void accepting(Channel connection) {
            // Nothing to add.
        }

        @Override
        public Future<?> ready(Channel dialled) {
            return dialled.newSucceededFuture();
        }
    };

    /** A leg for either end. */
    RelayLeg leg();

    /** What to dial with, so that the leg is the last handler. */
    ChannelHandler dialling(RelayLeg leg);

    /** Adds what comes before all other handlers of an accepted connection, which has none yet. */
    void accepting(Channel connection);

    /** Done when the other end of a dialled connection has proved who it is; failed if it has not. */
    Future<?> ready(Channel dialled);
}
