package io.github.passage.lab.trace;

import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.verdict.Cause;
import io.github.passage.lab.verdict.Step;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Why a data connection did not come, as far as the hop and this machine can see. What was dialled is known only from the kernel's
 * table; where it is not there, the sentence says <i>probably</i>.
 */
final class Diagnosis {
    private final Atlas atlas;

    Diagnosis(Atlas atlas) {
        this.atlas = atlas;
    }

    /**
     * Explains.
     *
     * @param client whose session it is
     * @param offer what the client was told
     * @param dialling what the client is dialling right now, as the kernel shows it
     */
    Verdict explain(Client client, Offer offer, List<InetSocketAddress> dialling) {
        if (!dialling.isEmpty()) {
            return unanswered(client, offer, dialling.getFirst());
        }
        InetSocketAddress told = new InetSocketAddress(offer.obeyed(), offer.port());
        if (offer.advertised().filter(Inet4Address::isAnyLocalAddress).isPresent()) {
            return at(
                    offer,
                    offer.obeyed(),
                    Cause.OWN_HOST,
                    "No SYN is waiting: the client probably dialled 0.0.0.0, which on its own machine is that machine,"
                            + " and was refused at once: Connection refused.",
                    "Why: 0.0.0.0 asks the client to use the control connection's address, and this program does not.");
        }
        if (isNobodysLoopback(offer.obeyed())) {
            return at(
                    offer,
                    offer.obeyed(),
                    Cause.FOREIGN_HOST,
                    "No SYN is waiting: the client probably dialled " + shown(told)
                            + ", where nothing listens, and was refused at once: Connection refused.",
                    "Why: " + whyUnreachable(client, offer.obeyed()));
        }
        if (!atlas.isReachable(client, offer.obeyed())) {
            return at(
                    offer,
                    offer.obeyed(),
                    Cause.NOT_REACHABLE,
                    "No SYN is waiting: the client probably dialled " + shown(told)
                            + " and gave up, or refused to dial it because it is not the control connection's address.",
                    "Why: " + whyUnreachable(client, offer.obeyed()));
        }
        return Verdict.failed(
                Step.DATA_CONNECT,
                Cause.CLIENT_LEFT,
                "No SYN is waiting either: the client was told a reachable address and did not use it. Perhaps it asked for"
                        + " a passive reply without a transfer, or gave up for another reason.");
    }

    private Verdict unanswered(Client client, Offer offer, InetSocketAddress dialled) {
        Inet4Address address = (Inet4Address) dialled.getAddress();
        String what = "The client dials " + shown(dialled) + " and gets no answer (its SYN is in the kernel's table).";
        return atlas.isReachable(client, address)
                ? at(
                        offer,
                        address,
                        Cause.UNKNOWN,
                        what,
                        "Why: not seen from here. The client may reach that address; perhaps a firewall of this machine"
                                + " drops the connection.")
                : at(offer, address, Cause.NOT_REACHABLE, what, "Why: " + whyUnreachable(client, address));
    }

    private static Verdict at(Offer offer, Inet4Address address, Cause cause, String... sentences) {
        boolean announced = offer.advertised().filter(address::equals).isPresent();
        return Verdict.failed(Step.DATA_CONNECT, cause, sentences)
                .at(address, announced ? "the passive reply" : "the client");
    }

    private String whyUnreachable(Client client, Inet4Address address) {
        Optional<NetworkInterface> hop = atlas.at(address);
        String owner = hop.map(at -> "the " + atlas.role(at).title() + " " + at.name() + " in network " + at.network()
                        + ", which admits only " + atlas.admitted(at))
                .orElse("no address of this topology");
        return atlas.shown(address) + " is " + owner + ". The client is in network " + client.network() + " ("
                + atlas.topology().seen(client).getHostAddress() + ").";
    }

    /** This machine answers for such an address, and refuses. */
    private boolean isNobodysLoopback(Inet4Address address) {
        return address.isLoopbackAddress() && atlas.at(address).isEmpty();
    }

    private String shown(InetSocketAddress address) {
        return atlas.shown(address);
    }
}
