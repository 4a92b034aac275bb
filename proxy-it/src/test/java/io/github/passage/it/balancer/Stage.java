package io.github.passage.it.balancer;

import io.github.passage.it.server.LoopbackAddresses;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything is.
 *
 * @param clients the programs that transfer files
 * @param nodes of the load balancer, each with an address of its own
 * @param passage behind them
 * @param server behind that
 */
record Stage(Place clients, List<Place> nodes, Place passage, Place server) {
    private static final int NODES = 3;

    /** All in the network that the tests run in; clients have the address 127.0.0.1 unless they bind to another one. */
    static Stage onLoopback(LoopbackAddresses addresses) {
        return new Stage(
                Place.here(addresses.next()),
                Stream.generate(addresses::next).limit(NODES).map(Place::here).toList(),
                Place.here(addresses.next()),
                Place.here(addresses.next()));
    }
}
