package io.github.passage.config;

import io.github.passage.address.PortRange;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.replica.ReplicaSettings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A hop as far as it could be read.
 *
 * @param name of the hop
 * @param section where it was written
 * @param listen the addresses that are valid
 * @param dataPorts empty if they are not valid
 * @param replicas empty if there are none, or they are not valid
 * @param settings to be asked only if no mistake was noted
 */
record ReadHop(
        String name,
        Section section,
        List<InetSocketAddress> listen,
        Optional<PortRange> dataPorts,
        Optional<ReplicaSettings> replicas,
        Supplier<FtpHopSettings> settings) {}
