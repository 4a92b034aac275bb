package io.github.passage.lab.client;

import io.github.passage.ftp.PassiveReply;
import io.github.passage.lab.client.ClientEvent.Replied;
import io.github.passage.lab.client.Offer.Dialable;
import io.github.passage.lab.client.Offer.Useless;
import io.github.passage.lab.client.Outcome.Cause;
import io.github.passage.lab.client.Outcome.Failure;
import io.github.passage.lab.client.Outcome.Step;
import io.github.passage.lab.client.Outcome.Way;
import io.github.passage.lab.profile.AddressChoice;
import io.github.passage.lab.profile.EpsvRules;
import io.github.passage.lab.profile.EpsvRules.Port;
import io.github.passage.lab.profile.PasvRules;
import io.github.passage.lab.profile.Reaction;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Reads replies to EPSV and PASV as a client does. Pure.
 *
 * @param control the control connection's address, as the client sees it
 * @param view what the client takes announced addresses for
 */
record OfferReader(InetAddress control, AddressView view) {
    private static final int PROTOCOL_REFUSED = 522;

    /**
     * What a client makes of the reply to EPSV.
     *
     * @param before the address of an earlier 227
     */
    Offer epsv(EpsvRules rules, Replied reply, Optional<Inet4Address> before) {
        if (reply.code() != 229) {
            return refused(reply.code() == PROTOCOL_REFUSED ? rules.protocolRefused() : rules.refused());
        }
        InetAddress address = rules.dials() == Port.LAST_ANNOUNCED && before.isPresent() ? before.get() : control;
        return PassiveReply.parse(reply.code(), reply.text())
                .<Offer>map(offer -> dialable(address, offer.port(), Way.EPSV, Optional.empty()))
                .orElseGet(() -> unreadable(rules.refused()));
    }

    /** What a client makes of the reply to PASV. */
    Offer pasv(PasvRules rules, Replied reply) {
        if (reply.code() != 227) {
            return refused(rules.refused());
        }
        return PassiveReply.parse(reply.code(), reply.text())
                .filter(_ -> rules.canRead(reply.text()))
                .map(PassiveReply.Pasv.class::cast)
                .map(offer -> read(rules, offer))
                .orElseGet(() -> rules.unreadable().dialsPortZero()
                        ? dialable(control, 0, Way.PASV_CONTROL, Optional.empty())
                        : unreadable(rules.unreadable().reaction()));
    }

    private Offer read(PasvRules rules, PassiveReply.Pasv offer) {
        if (!(view.simulated(offer.address()) instanceof Inet4Address announced)) {
            throw new IllegalStateException(offer.address() + " stands for no IPv4 address");
        }
        AddressChoice choice = rules.address();
        InetSocketAddress there = new InetSocketAddress(announced, offer.port());
        InetSocketAddress here = new InetSocketAddress(control, offer.port());
        boolean same = announced.equals(control);
        return switch (choice.decide(announced, control)) {
            case ANNOUNCED ->
                new Dialable(
                        there,
                        Way.PASV_ANNOUNCED,
                        choice.thenControl() && !same ? Optional.of(here) : Optional.empty(),
                        Optional.of(announced));
            case CONTROL ->
                new Dialable(
                        here, same ? Way.PASV_ANNOUNCED : Way.PASV_CONTROL, Optional.empty(), Optional.of(announced));
            case REFUSE ->
                new Useless(
                        rules.foreign(), new Failure(Step.PASSIVE_REPLY, Cause.FOREIGN_ADDRESS, Optional.of(there)));
        };
    }

    private static Offer dialable(InetAddress to, int port, Way way, Optional<Inet4Address> announced) {
        return new Dialable(new InetSocketAddress(to, port), way, Optional.empty(), announced);
    }

    private static Offer unreadable(Reaction then) {
        return new Useless(then, new Failure(Step.PASSIVE_REPLY, Cause.UNREADABLE, Optional.empty()));
    }

    /** What follows a negative reply. */
    static Offer refused(Reaction then) {
        return new Useless(then, new Failure(Step.PASSIVE_COMMAND, Cause.COMMAND_REFUSED, Optional.empty()));
    }
}
