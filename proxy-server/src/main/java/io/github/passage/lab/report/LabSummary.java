package io.github.passage.lab.report;

import io.github.passage.hop.Admission;
import io.github.passage.lab.live.LabView;
import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import java.net.Inet4Address;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What there is to tell of a lab when it is ready.
 *
 * @param topology what is simulated
 * @param plan which real addresses stand for what
 * @param view the state at the start
 * @param unreachable what becomes of connections to addresses that the client has no way to
 * @param dnsPort the port of the DNS server on the loopback fabric, empty if there is no DNS server
 * @param api the URL of the API, empty if there is none
 */
public record LabSummary(
        Topology topology,
        AddressPlan plan,
        LabView view,
        Admission.Refusal unreachable,
        OptionalInt dnsPort,
        Optional<String> api) {
    /** The hop that the first client dials. */
    public NetworkInterface entry() {
        return topology.entries(topology.client()).getFirst();
    }

    Inet4Address real(NetworkInterface at) {
        return plan.real(at.network(), at.address());
    }

    LabView.HopView hop(NetworkInterface at) {
        return view.hops().stream()
                .filter(hop -> hop.name().equals(at.name()))
                .findFirst()
                .orElseThrow();
    }

    /** The name that clients use for the hop that the first of them dials. */
    String entryName() {
        String address = real(entry()).getHostAddress();
        return view.names().entrySet().stream()
                .filter(name -> name.getValue().contains(address))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    boolean isReachable(NetworkInterface at) {
        return topology.entries(topology.client()).contains(at);
    }

    /** Commands are run inside a client's namespace there, and as they are here. */
    boolean isNetns() {
        return view.fabric().equals("netns");
    }
}
