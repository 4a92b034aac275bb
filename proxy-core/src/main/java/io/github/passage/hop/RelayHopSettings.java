package io.github.passage.hop;

import io.github.passage.relay.RelayIdle;
import io.github.passage.transport.SocketPlace;
import java.net.InetAddress;
import java.util.List;

/**
 * A hop in relay mode: it moves bytes per connection and knows no FTP.
 *
 * @param name for logs and traces
 * @param listen the address to listen at
 * @param place where its listeners are opened
 * @param forwards the ports to listen on at first
 * @param idle when a connection counts as idle
 * @param admission who may come
 * @param taps see what passes
 * @param headerFrom sources whose connections begin with a PROXY header, as VPC endpoints' do; empty for none
 */
public record RelayHopSettings(
        String name,
        InetAddress listen,
        SocketPlace place,
        List<Forward> forwards,
        RelayIdle idle,
        Admission admission,
        TapSource taps,
        List<InetAddress> headerFrom) {
    /** Copies the lists, and checks that nobody is to get a reply: the hop has no words. */
    public RelayHopSettings {
        if (admission.others() == Admission.Refusal.REPLY) {
            throw new IllegalArgumentException("admission of " + name + ": reply (expected: drop or reject)");
        }
        forwards = List.copyOf(forwards);
        headerFrom = List.copyOf(headerFrom);
    }

    /** A hop of the process's own network that nobody watches. */
    public RelayHopSettings(
            String name, InetAddress listen, List<Forward> forwards, RelayIdle idle, Admission admission) {
        this(name, listen, SocketPlace.HERE, forwards, idle, admission, TapSource.NONE, List.of());
    }
}
