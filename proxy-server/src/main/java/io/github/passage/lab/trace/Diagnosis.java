package io.github.passage.lab.trace;

import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.TopologyHop;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a data connection did not come, as far as the hop and this machine can see. What was dialled is known only from the kernel's
 * table; where it is not there, the sentence says <i>probably</i>.
 */
final class Diagnosis {
    private final Topology topology;

    Diagnosis(Topology topology) {
        this.topology = topology;
    }

    /**
     * Explains.
     *
     * @param offer what the client was told
     * @param dialling what the client is dialling right now, as the kernel shows it
     * @return one to three sentences: what, why, what helps
     */
    List<String> explain(Offer offer, List<InetSocketAddress> dialling) {
        List<String> sentences = new ArrayList<>();
        if (!dialling.isEmpty()) {
            Inet4Address dialled = (Inet4Address) dialling.getFirst().getAddress();
            sentences.add("The client dials " + shown(dialling.getFirst())
                    + " and gets no answer (its SYN is in the kernel's table).");
            if (isReachable(dialled)) {
                sentences.add(
                        "Why: not seen from here. The client may reach that address; perhaps a firewall of this machine"
                                + " drops the connection.");
                return sentences;
            }
            sentences.add("Why: " + whyUnreachable(dialled));
        } else if (offer.advertised().filter(Inet4Address::isAnyLocalAddress).isPresent()) {
            sentences.add(
                    "No SYN is waiting: the client probably dialled 0.0.0.0, which on its own machine is that machine,"
                            + " and was refused at once: Connection refused.");
            sentences.add(
                    "Why: 0.0.0.0 asks the client to use the control connection's address, and this program does not.");
        } else if (isNobodysLoopback(offer.obeyed())) {
            sentences.add("No SYN is waiting: the client probably dialled "
                    + offer.obeyed().getHostAddress() + ":" + offer.port()
                    + ", where nothing listens, and was refused at once: Connection refused.");
            sentences.add("Why: " + whyUnreachable(offer.obeyed()));
        } else if (!isReachable(offer.obeyed())) {
            sentences.add("No SYN is waiting: the client probably dialled "
                    + offer.obeyed().getHostAddress() + ":" + offer.port()
                    + " and gave up, or refused to dial it because it is not the control connection's address.");
            sentences.add("Why: " + whyUnreachable(offer.obeyed()));
        } else {
            sentences.add(
                    "No SYN is waiting either: the client was told a reachable address and did not use it. Perhaps it asked for"
                            + " a passive reply without a transfer, or gave up for another reason.");
            return sentences;
        }
        sentences.add("What helps: " + remedy(offer));
        return sentences;
    }

    private String whyUnreachable(Inet4Address address) {
        Optional<TopologyHop> hop = topology.hopAt(address);
        String owner = hop.map(at -> "the " + at.role().title() + " in the "
                        + at.vpc().name() + ", which admits only "
                        + String.join(
                                ", ", at.admits().stream().map(Object::toString).toList()))
                .orElse("no address of this topology");
        return address.getHostAddress() + " is " + owner + ". The client is in "
                + topology.client().words() + " (" + topology.client().address().getHostAddress() + ").";
    }

    private boolean isReachable(Inet4Address address) {
        return topology.hopAt(address)
                .map(hop -> hop.isReachableFrom(topology.client().address()))
                .orElse(false);
    }

    /** This machine answers for such an address, and refuses. */
    private boolean isNobodysLoopback(Inet4Address address) {
        return address.isLoopbackAddress() && topology.hopAt(address).isEmpty();
    }

    private String remedy(Offer offer) {
        String here = offer.reached().getHostAddress();
        return "--rewrite control tells every client the address that it reached (" + here + "); --passive-ip " + here
                + " does too, for clients that come this way only; a client that uses EPSV needs neither.";
    }

    private static String shown(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
