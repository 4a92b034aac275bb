package io.github.passage.transport;

import java.util.function.Supplier;

/**
 * Where sockets are opened: a socket belongs for life to the network namespace of the thread that opened it (network_namespaces(7)),
 * and what a listener accepts belongs to the listener's.
 */
public interface SocketPlace {
    /** The mark (SO_MARK) of sockets with a foreign address, by which a place routes the answers back to them. */
    int FOREIGN_ADDRESS_MARK = 1;

    /** The process's own network. */
    SocketPlace HERE = new SocketPlace() {
        @Override
        public <T> T open(Supplier<T> opening) {
            return opening.get();
        }
    };

    /**
     * Opens a socket in this place. Called on any thread; the thread is back in its own place when this returns.
     *
     * @param opening creates the socket, and does nothing else
     */
    <T> T open(Supplier<T> opening);

    /** Whether a socket may be bound here to an address that is not this place's own, as client IP preservation needs. */
    default boolean takesForeignAddresses() {
        return false;
    }
}
